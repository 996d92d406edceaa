// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { EventType, QueryRequestSchema, SortOrder } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import type { Caller } from "../auth/caller.js";
import { toStoreQuery } from "./to-store-query.js";

const caller: Caller = { keyId: "k", tenantId: "acme", anyTenant: false, projectIds: ["p", "q"], scopes: ["query"] };
const query = (init: MessageInitShape<typeof QueryRequestSchema>, by = caller) =>
  toStoreQuery(create(QueryRequestSchema, init), by);

test("selects the newest 100 events that the caller may see", () => {
  const nothing = {
    ...{ types: [], statuses: [], severities: [], tags: [], words: [], phrases: [] },
    ...{ eventIds: [], agentNames: [], invocationIds: [], principalIds: [] },
    ...{ policyOutcomes: [], toolNames: [], models: [] },
  };
  expect(query({})).toEqual({
    filter: { tenantId: "acme", projectIds: ["p", "q"], ...nothing },
    order: "descending",
    limit: 100,
  });
});

test("converts every member of the filter", () => {
  const exact = {
    ...{ eventIds: ["e"], agentNames: ["n"], invocationIds: ["i"], principalIds: ["ada"] },
    ...{ policyOutcomes: ["deny"], toolNames: ["search"], models: ["gpt-5", "claude"] },
  };
  const request = {
    filter: {
      tenantId: "acme",
      projectId: "p",
      sessionId: "session",
      agentId: "agent",
      spanId: "span",
      traceId: "trace",
      ...exact,
      types: [EventType.ERROR],
      statuses: [2],
      severities: [3],
      tags: ["eu"],
      textQuery: "Late ORDER 退款给!",
      time: { start: { seconds: 1n, nanos: 2 }, end: { seconds: 3n } },
    },
    pageSize: 7,
    orderByTime: SortOrder.ASC,
  };
  expect(query(request)).toEqual({
    filter: {
      tenantId: "acme",
      projectIds: ["p"],
      sessionId: "session",
      agentId: "agent",
      spanId: "span",
      traceId: "trace",
      ...exact,
      types: [EventType.ERROR],
      statuses: [2],
      severities: [3],
      tags: ["eu"],
      words: ["late", "order", "退款", "款给"],
      phrases: ["退款给"],
      start: { seconds: 1n, nanos: 2 },
      end: { seconds: 3n, nanos: 0 },
    },
    order: "ascending",
    limit: 7,
  });
});

test.each<[MessageInitShape<typeof QueryRequestSchema>, Code, string]>([
  [{ pageSize: 1001 }, Code.InvalidArgument, "page_size: expected 0 to 1000, got 1001"],
  [{ pageSize: -1 }, Code.InvalidArgument, "page_size: expected 0 to 1000, got -1"],
  [{ orderByTime: 3 as SortOrder }, Code.InvalidArgument, "order_by_time: expected 0 to 2, got 3"],
  [
    { filter: { textQuery: " ?! " } },
    Code.InvalidArgument,
    'filter.text_query: expected a letter or a digit, got " ?! "',
  ],
  [
    { filter: { tenantId: "globex" } },
    Code.PermissionDenied,
    'filter.tenant_id: expected "acme", the tenant of the key, got "globex"',
  ],
  [{ filter: { projectId: "r" } }, Code.PermissionDenied, 'filter.project_id: expected a project of the key, got "r"'],
])("refuses %j", (request, code, message) => {
  expect(() => query(request)).toThrow(new ConnectError(message, code));
});

test("requires callers without a key to name a tenant", () => {
  const anyone: Caller = { tenantId: "", anyTenant: true, projectIds: [], scopes: ["query"] };
  expect(() => query({}, anyone)).toThrow(
    new ConnectError("filter.tenant_id: expected a tenant, since no key determines it, got none", Code.InvalidArgument),
  );
  expect(query({ filter: { tenantId: "globex", projectId: "r" } }, anyone).filter).toMatchObject({
    tenantId: "globex",
    projectIds: ["r"],
  });
  expect(query({}, { ...anyone, tenantId: "acme" }).filter.tenantId).toBe("acme");
});
