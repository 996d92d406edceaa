// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, RedactionRecord } from "@chaukas/spec-common";
import {
  type EventOpening,
  type ExportedRecord,
  leafPathToPointer,
  listLeaves,
  type RedactionMethod,
  redactAtSource,
} from "@chaukas/spec-integrity";
import { appendEvent, redactTrail } from "../make-trail.ts";
import { makeRandomEvent } from "./make-random-event.ts";
import type { Random } from "./random.ts";

/** How an event was shown before a redaction. */
interface EarlierState {
  readonly sequence: number;
  readonly event: Event;
  readonly opening: EventOpening;
  /** Sequence of the record of that redaction. */
  readonly until: number;
}

/** A log as a server writes it, and what somebody may have kept of it who read it all the time. */
export interface HonestLog {
  readonly records: readonly ExportedRecord[];
  readonly earlier: readonly EarlierState[];
}

const methods: readonly RedactionMethod[] = [
  { method: "drop" },
  { method: "mask" },
  { method: "mask", mask: "***" },
  { method: "hash", salt: new Uint8Array(16).fill(3), saltId: "2026-01" },
];

/** Creates a log. Two in three have redactions, up to three of an event, anywhere after it. */
export function makeHonestLog(random: Random): HonestLog {
  const events = 3 + random.integer(6);
  const rate = random.chance(2 / 3) ? 0.5 : 0;
  let records: ExportedRecord[] = [];
  const earlier: EarlierState[] = [];
  for (let index = 0; index < events; index++) {
    records = appendEvent(records, redactSometimes(makeRandomEvent(random, index), random));
    while (random.chance(rate)) {
      const { sequence, event, opening } = random.pick(records.filter((record) => recordOf(record) === undefined));
      const places = pickPlaces({ event, opening }, random);
      const times = records.filter((record) => recordOf(record)?.sequence === BigInt(sequence)).length;
      if (places.length > 0 && times < 3) {
        earlier.push({ sequence, event, opening, until: records.length });
        records = redactTrail(records, sequence, places, random.pick(methods));
      }
    }
  }
  return { records, earlier };
}

/** Returns the first records of a log, as they were shown when there were no others. */
export function recordsAt({ records, earlier }: HonestLog, size: number): ExportedRecord[] {
  return records.slice(0, size).map((record) => {
    // The states of an event are in order, and the first that ended after this size is the one that it had.
    const state = earlier.find(({ sequence, until }) => sequence === record.sequence && until >= size);
    return state === undefined ? record : { ...record, event: state.event, opening: state.opening };
  });
}

/** Returns the record of a redaction that an event is. Undefined for other events. */
export function recordOf({ event }: { readonly event: Event }): RedactionRecord | undefined {
  return event.content.case === "redactionRecord" ? event.content.value : undefined;
}

/** Picks places of an event with values that are not redacted yet: leaves, and what is around them. */
function pickPlaces({ event, opening }: Pick<EarlierState, "event" | "opening">, random: Random): string[] {
  const leaves = "leaves" in opening ? opening.leaves : listLeaves(event);
  const paths = leaves.flatMap((leaf) => ("path" in leaf ? [leaf.path] : []));
  return random
    .some(paths, 0.15)
    .slice(0, 3)
    .map((path) => leafPathToPointer(path.slice(0, 1 + random.integer(path.length))));
}

function redactSometimes(event: Event, random: Random): Event {
  const places = pickPlaces({ event, opening: { key: "" } }, random);
  return random.chance(0.15) ? redactAtSource(event, places, random.pick(methods)) : event;
}
