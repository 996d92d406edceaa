// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ExportedRecord } from "@chaukas/spec-integrity";
import { appendEvent } from "../../make-trail.ts";
import { recordOf } from "../make-honest-log.ts";
import { makeRandomEvent } from "../make-random-event.ts";
import { type Attack, attackRecord } from "./attack.ts";

/** Attacks that change which records there are, or what the server sets. */
export const logAttacks: Readonly<Record<string, Attack>> = {
  "drop a record": (records, { random }) => records.toSpliced(random.integer(records.length), 1),
  "drop a redaction record": (records, { random }) => {
    const candidates = records.filter((record) => recordOf(record) !== undefined);
    const target = candidates.length > 0 ? random.pick(candidates) : undefined;
    return target && records.filter((record) => record !== target);
  },
  "double a record": (records, { random }) =>
    records.toSpliced(random.integer(records.length), 0, random.pick(records)),
  "replace a record by another": (records, { random }) =>
    records.with(random.integer(records.length), random.pick(records)),
  "swap two records": (records, { random }) => {
    const [one, other] = [random.integer(records.length), random.integer(records.length)];
    return records.with(one, records[other] as ExportedRecord).with(other, records[one] as ExportedRecord);
  },
  "move a record": (records, { random }) => {
    const target = random.pick(records);
    return records.filter((record) => record !== target).toSpliced(random.integer(records.length), 0, target);
  },
  "cut the start": (records, { random }) => records.slice(1 + random.integer(records.length)),
  "cut the end": (records, { random }) => records.slice(0, random.integer(records.length)),
  "cut a range": (records, { random }) =>
    records.toSpliced(random.integer(records.length), 1 + random.integer(records.length)),
  "repeat a range": (records, { random }) => {
    const start = random.integer(records.length);
    return [...records, ...records.slice(start, start + 1 + random.integer(3))];
  },
  "take a record of another log": (records, { random, other }) =>
    records.toSpliced(random.integer(records.length), random.integer(2), random.pick(other.records)),
  "go on with another log": (records, { random, other }) => {
    const cut = random.integer(records.length);
    return [...records.slice(0, cut), ...other.records.slice(random.chance(0.7) ? cut : random.integer(cut + 1))];
  },
  "insert an event": (records, { random }) => {
    const place = random.integer(records.length + 1);
    const made = appendEvent(records.slice(0, place), makeRandomEvent(random, random.integer(20))).slice(-1);
    return [...records.slice(0, place), ...made, ...records.slice(place)];
  },
  "append events": (records, { random }) => appendEvent(records, makeRandomEvent(random, records.length)),
  "change what the server sets": attackRecord(({ event, sequence }, { random, honest }) => {
    const from = random.pick(honest.records).event;
    const name = random.pick(["hashPrev", "wormProofId", "serverTimestamp", "contentHash"] as const);
    const numbered = { wormProofId: event.wormProofId.replace(/\d+$/, String(sequence + random.integer(2))) };
    return { event: { ...event, ...random.pick([{ [name]: from[name] }, numbered]) } };
  }),
};
