// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { sessionCsv } from "./session-csv.js";

it("writes a line for each event, with quotes where needed and without formulas", () => {
  const csv = sessionCsv([
    create(EventSchema, {
      eventId: "e-1",
      sessionId: "s-1",
      type: EventType.INPUT_RECEIVED,
      agentName: '=HYPERLINK("http://example.com")',
      principal: { id: "user-7" },
      content: { case: "message", value: { role: "user", text: "one,\ntwo" } },
    }),
    create(EventSchema, { eventId: "-2+3", type: EventType.RETRY }),
  ]);
  const [head, first = "", ...rest] = csv.split("\r\n");
  expect(head).toMatch(/^timestamp,server_timestamp,type,.*,event_id,worm_proof_id,principal_id,about,event$/);
  expect(first).toMatch(/^,,INPUT_RECEIVED,.*,"'=HYPERLINK\(""http:\/\/example.com""\)",s-1,,,e-1,,user-7,/);
  expect(first).toContain(',"user: one,\ntwo",');
  expect(JSON.parse(first.slice(first.indexOf('"{') + 1, -1).replaceAll('""', '"'))).toMatchObject({ event_id: "e-1" });
  expect(rest[0]).toContain(",'-2+3,");
  expect(rest.slice(1)).toEqual([""]);
});

it.each([
  ["@a", "'@a"],
  ["\t1", "'\t1"],
  ["a;=1", "a;'=1"],
])("writes %j as text", (agentName, cell) => {
  expect(sessionCsv([create(EventSchema, { agentName })])).toContain(`,${cell},`);
});
