// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describeEvent, escapeFormulas } from "@chaukas/spec-common/session";

/** Members of public JSON that become columns, besides what an event is about and the whole event. */
const members = [
  "timestamp",
  "server_timestamp",
  "type",
  "status",
  "severity",
  "agent_id",
  "agent_name",
  "session_id",
  "span_id",
  "parent_span_id",
  "event_id",
  "worm_proof_id",
] as const;

/**
 * Writes events as a table for spreadsheets (RFC 4180): the members by which people sort and filter,
 * what each event is about, and the event in public JSON. A spreadsheet finds no formula in them.
 */
export function sessionCsv(events: readonly Event[]): string {
  const rows = events.map((event) => {
    const json = eventToJson(event);
    const cells = members.map((name) => String(json[name] ?? ""));
    return [...cells, event.principal?.id ?? "", describeEvent(event), JSON.stringify(json)];
  });
  return [[...members, "principal_id", "about", "event"], ...rows]
    .map((row) => `${row.map(cell).join(",")}\r\n`)
    .join("");
}

function cell(text: string): string {
  const safe = escapeFormulas(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
