// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { typeName } from "./count-events.js";

test("names types without prefix, and by their number where they have no name", () => {
  expect(typeName(EventType.MCP_CALL_END)).toBe("MCP_CALL_END");
  expect(typeName(999 as EventType)).toBe("999");
  expect(typeName(-1 as EventType)).toBe("-1");
});
