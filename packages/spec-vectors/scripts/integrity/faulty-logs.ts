// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { genesisHash, type TrailFaultCode } from "@chaukas/spec-integrity";
import type { LogStep, RedactionStep } from "./grow-log.ts";
import { sentEvents } from "./sample-logs.ts";

/** A log of a server that writes wrong redaction records and signs them. */
export type FaultyLog = readonly [name: string, steps: readonly LogStep[], code: TrailFaultCode, sequence: number];

const text: RedactionStep = { redact: 2, places: ["/message/text"], method: { method: "mask" } };
const phone: RedactionStep = { redact: 2, places: ["/metadata/phone"], method: { method: "drop" } };
const first = sentEvents.length;

function log(
  name: string,
  steps: readonly RedactionStep[],
  sequence: number,
  code: TrailFaultCode = "wrong_redaction",
): FaultyLog {
  return [name, [...sentEvents, ...steps], code, sequence];
}

/** Logs that are consistent and signed, but whose redaction records do not fit what they are about. */
export const faultyLogs: readonly FaultyLog[] = [
  log(
    "faulty server: a record about itself",
    [{ ...text, falsify: (record) => ({ ...record, sequence: BigInt(first) }) }],
    first,
  ),
  log(
    "faulty server: a record about a later event",
    [{ ...text, falsify: (record) => ({ ...record, sequence: BigInt(first + 1) }) }, phone],
    first,
  ),
  log(
    "faulty server: a record about an event with a key opening",
    [{ ...text, falsify: (record) => ({ ...record, eventId: "event-0", sequence: 0n }) }],
    first,
  ),
  log(
    "faulty server: a record with the event_id of another event",
    [{ ...text, falsify: (record) => ({ ...record, eventId: "event-0" }) }],
    first,
  ),
  log(
    "faulty server: a record with the sequence of another event",
    [
      { redact: 3, places: ["/metadata"], method: { method: "drop" } },
      { ...text, falsify: (record) => ({ ...record, sequence: 3n }) },
    ],
    first + 1,
  ),
  log("faulty server: a record without members", [{ ...text, falsify: () => ({}) }], first),
  log("faulty server: ordinals from 0", [{ ...text, falsify: (record) => ({ ...record, ordinal: 0 }) }], first),
  log(
    "faulty server: an ordinal left out",
    [text, { ...phone, falsify: (record) => ({ ...record, ordinal: 3 }) }],
    first + 1,
  ),
  log(
    "faulty server: an ordinal twice",
    [text, { ...phone, falsify: (record) => ({ ...record, ordinal: 1 }) }],
    first + 1,
  ),
  log(
    "faulty server: erased without what was erased before",
    [text, { ...phone, falsify: (record) => ({ ...record, erased: [(record.erased ?? [])[1] as bigint] }) }],
    first + 1,
  ),
  log(
    "faulty server: erased in another order",
    [text, { ...phone, falsify: (record) => ({ ...record, erased: [...(record.erased ?? [])].reverse() }) }],
    first + 1,
  ),
  log(
    "faulty server: erased with an index twice",
    [{ ...text, falsify: (record) => ({ ...record, erased: [...(record.erased ?? []), ...(record.erased ?? [])] }) }],
    first,
  ),
  log(
    "faulty server: erased with an index more",
    [{ ...text, falsify: (record) => ({ ...record, erased: [...(record.erased ?? []), 99n] }) }],
    2,
  ),
  log("faulty server: erased empty", [{ ...text, falsify: (record) => ({ ...record, erased: [] }) }], 2),
  log(
    "faulty server: another shown_hash",
    [{ ...text, falsify: (record) => ({ ...record, shownHash: genesisHash }) }],
    2,
  ),
  log("faulty server: no shown_hash", [{ ...text, falsify: (record) => ({ ...record, shownHash: "" }) }], 2),
  log(
    "faulty server: the shown_hash only in the first of two records",
    [text, { ...phone, falsify: (record) => ({ ...record, shownHash: genesisHash }) }],
    2,
  ),
  log(
    "faulty server: a place more than the event names",
    [{ ...text, falsify: (record) => ({ ...record, fields: ["/message/text", "/message/role"] }) }],
    2,
  ),
  log(
    "faulty server: a place less than the event names",
    [text, { ...phone, falsify: (record) => ({ ...record, fields: [] }) }],
    2,
  ),
];
