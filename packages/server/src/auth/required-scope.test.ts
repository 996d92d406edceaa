// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService } from "@chaukas/spec-client";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { ChaukasServerService } from "@chaukas/spec-server";
import { expect, test } from "vitest";
import { requiredScope } from "./required-scope.js";

test("requires the scope for what a method does, whichever service it belongs to", () => {
  const scopes = [ChaukasServerService, ChaukasClientService].map((service) =>
    Object.fromEntries(service.methods.map((method) => [method.name, requiredScope(method)])),
  );
  const shared = {
    Healthz: "none",
    GetCapabilities: "any",
    IngestEvent: "ingest",
    IngestEventBatch: "ingest",
    QueryEvents: "query",
  };
  expect(scopes).toEqual([{ ...shared, GetEventStats: "query", ListSessions: "query", WatchEvents: "query" }, shared]);
  const audit = ChaukasAuditService.methods.map((method) => [method.name, requiredScope(method)]);
  expect(audit.filter(([, scope]) => scope !== "query")).toEqual([["RedactEvent", "redact"]]);
});
