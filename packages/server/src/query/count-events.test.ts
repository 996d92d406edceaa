// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { typeName } from "./count-events.js";

test("names types without the prefix, and those without a name by number", () => {
  expect(typeName(EventType.MCP_CALL_END)).toBe("MCP_CALL_END");
  expect(typeName(999 as EventType)).toBe("999");
  expect(typeName(-1 as EventType)).toBe("-1");
});
