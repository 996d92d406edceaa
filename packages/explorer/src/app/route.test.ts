// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { formatRoute, type Route, readRoute } from "./route.js";

it.each<[string, Route]>([
  ["#/trail", { view: "trail" }],
  ["#/compare/s-1/a%2Fb", { view: "compare", sessionIds: ["s-1", "a/b"] }],
  ["#/session/s-1?as=conversation", { view: "session", sessionId: "s-1", eventId: "", as: "conversation" }],
  ["#/events", { view: "events", filter: {} }],
  ["#/events?text_query=a+%26b&types=ERROR", { view: "events", filter: { text_query: "a &b", types: "ERROR" } }],
  ["#/agents?agent_id=billing", { view: "agents", filter: { agent_id: "billing" } }],
  ["#/sessions?state=OPEN", { view: "sessions", filter: { state: "OPEN" } }],
  ["#/session/s-1", { view: "session", sessionId: "s-1", eventId: "" }],
  ["#/session/a%2Fb%3F%23?event=e%261", { view: "session", sessionId: "a/b?#", eventId: "e&1" }],
])("reads and writes %s", (hash, route) => {
  expect(readRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

it.each(["", "#", "#/nowhere", "#/session/"])("reads %j as the list of sessions", (hash) => {
  expect(readRoute(hash)).toMatchObject({ view: "sessions" });
});

it("reads a session whose name is badly encoded", () => {
  expect(readRoute("#/session/100%")).toMatchObject({ sessionId: "100%" });
});
