// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Form, OracleAnswer, ReadEvent } from "../oracle/start-oracle.ts";
import { explainOdd, findLenience, findReason } from "./known-differences.ts";
import type { Rejection, Verdict } from "./read-verdict.ts";

/** An event that the server says it has stored. */
interface StoredEvent {
  /** What an independent reader reads, in each form that the bytes may have. Empty if it cannot read them. */
  readonly readings: readonly (ReadEvent & { readonly event: string })[];
}

/** What a verdict means, next to what an independent reader reads. */
export interface Judgement {
  /** Differences that have no documented reason. */
  readonly faults: readonly string[];
  readonly stored: readonly StoredEvent[];
  /** Ids of events that were refused because other content is stored under them. */
  readonly conflicts: readonly string[];
  /** Outcome of each event, for the summary. */
  readonly outcomes: readonly string[];
}

/** Compares the verdict on a call with what an independent reader reads of its bytes. */
export function judgeVerdict(form: Form, verdict: Verdict, { events, error }: OracleAnswer): Judgement {
  if (verdict.refused !== undefined) {
    return refuseAll(verdict.refused, events ?? []);
  }
  const { count, rejections } = verdict;
  if (events === undefined) {
    const accepted = count - rejections.size;
    const judged = Array.from({ length: accepted }, () => judgeEvent(form, undefined, [{ error }]));
    return merge(judged, accepted === 0 ? ["refused by both"] : []);
  }
  if (events.length !== count) {
    const faults = [`expected a verdict on ${events.length} events, got one on ${count}`];
    return { faults, stored: [], conflicts: [], outcomes: [] };
  }
  return merge(events.map((event, index) => judgeEvent(form, rejections.get(index), [event])));
}

/** Compares what the server did with one event with its readings, one for each form that the bytes may have. */
export function judgeEvent(form: Form, rejection: Rejection | undefined, all: readonly ReadEvent[]): Judgement {
  const readings = all.filter((reading) => reading.event !== undefined);
  if (rejection !== undefined) {
    // Reports of imports name lines instead.
    const named = findUnnamed(rejection, form === "line" ? [] : readings);
    const judged = readings.length === 0 ? none(["refused by both"]) : refuse(rejection, readings);
    return { ...judged, faults: [...judged.faults, ...named] };
  }
  if (readings.length > 0) {
    return { ...none(["stored"]), stored: [{ readings }] };
  }
  const error = all.map((reading) => reading.error).join(" | ");
  const lenience = findLenience(form, error);
  return {
    ...none([lenience === undefined ? "stored, but refused by the reader" : `stored by lenience: ${lenience}`]),
    faults:
      lenience === undefined ? [`expected a rejection, since the reader fails with ${JSON.stringify(error)}`] : [],
    stored: [{ readings: [] }],
  };
}

/** Judges a call that was refused as a whole. */
function refuseAll(rejection: Rejection, events: readonly ReadEvent[]): Judgement {
  const readings = events.filter((reading) => reading.event !== undefined);
  const judged = readings.length === 0 ? none(["refused by both"]) : refuse(rejection, readings);
  return { ...judged, faults: [...judged.faults, ...findUnnamed(rejection, [])] };
}

function refuse(rejection: Rejection, readings: readonly ReadEvent[]): Judgement {
  const isOdd = readings.every(({ odd }) => odd?.includes("wire type"));
  const reason = isOdd ? explainOdd(["wire type"]) : findReason(rejection);
  return {
    ...none([`refused: ${reason ?? "no documented reason"}`]),
    faults: reason === undefined ? [`expected a documented reason, got ${JSON.stringify(rejection)}`] : [],
    conflicts: reason === "conflict" ? readings.map(({ event_id }) => event_id ?? "") : [],
  };
}

/** A rejection names its event, says where the fault is, what was expected, and what was found. */
function findUnnamed({ message, field, eventId }: Rejection, readings: readonly ReadEvent[]): string[] {
  // The id may stand after the place at which the server cannot go on.
  // The reader takes the last of both names of a member, also for the id, where the server takes neither.
  const isTwice = /\bfound both\b/.test(message);
  const isNamed = readings.every(({ event_id, odd = [] }) => event_id === eventId || odd.length > 0 || isTwice);
  // Messages about a place begin with it, by a pointer or by names of fields.
  const [pointer = ""] = /^\/[^:]*(?=: expected )/.exec(message) ?? [];
  const isPlaced = field === "" || pointer === "" || pointer.endsWith(field) || pointer.includes("…");
  return [
    ...(isNamed ? [] : [`expected the rejection to name event ${readings[0]?.event_id}, got ${eventId}`]),
    ...(isPlaced ? [] : [`expected the rejection to be about one place, got ${field} and ${message}`]),
    ...(isExplained.test(message)
      ? []
      : [`expected the rejection to say what is expected, got ${JSON.stringify(message)}`]),
  ];
}

/** Forms of messages: what was expected and found, a rule of protovalidate, a conflict, an error of the decoder. */
const isExplained =
  /\bexpected .*(\b(found|got)\b|, since )|\b(is required|must|does not match|different content)\b|parse binary: |expected text in UTF-8/su;

function none(outcomes: readonly string[]): Judgement {
  return { faults: [], stored: [], conflicts: [], outcomes };
}

function merge(judged: readonly Judgement[], outcomes: readonly string[] = []): Judgement {
  return {
    faults: judged.flatMap((each) => each.faults),
    stored: judged.flatMap((each) => each.stored),
    conflicts: judged.flatMap((each) => each.conflicts),
    outcomes: [...outcomes, ...judged.flatMap((each) => each.outcomes)],
  };
}
