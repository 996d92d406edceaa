// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventFromJson } from "@chaukas/spec-common/json";
import { formatRecord, genesisHash, leafHash } from "@chaukas/spec-integrity";
import { openLeaves } from "./bind-events.ts";

const first = {
  event_id: "evt_1",
  tenant_id: "acme",
  project_id: "p1",
  session_id: "s1",
  type: "TOOL_CALL_START",
  severity: "INFO",
  status: "STARTED",
  author: "TOOL",
  timestamp: "2025-01-01T00:00:00.123Z",
  content: { kind: "tool_call", id: "c1", name: "web_search", arguments: { n: 3, ok: true, q: "€ price", z: null } },
} as const;
const second = {
  ...first,
  agent_name: "planner",
  metadata: { a: [1], b: { "0": 1 }, c: [], d: {} },
  tags: ["eu", "prod"],
};

/** Computes every step for the worked examples of the specification (§10). */
export function makeGolden() {
  return [first, second].map((event) => {
    const opened = openLeaves(eventFromJson(event), new Uint8Array(32));
    const { commit } = opened;
    const time = "2025-01-01T00:00:00Z";
    const record = formatRecord({ commit, eventId: event.event_id, hashPrev: genesisHash, sequence: 0, time });
    return { event, ...opened, record, leaf: leafHash(record) };
  });
}
