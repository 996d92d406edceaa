// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Instant } from "../contract/new-event.js";
import type { SessionPosition, SessionQuery } from "../contract/session-query.js";

/**
 * Maximum durations of the sessions of each span but the last, in seconds. A released migration has the same numbers. Each
 * is at most ten times the one before, so that most sessions of a span that end soon after a time began before it.
 */
const spanSeconds = [60, 600, 3_600, 36_000, 345_600, 3_456_000] as const;

/** How much a store reads before it takes another way to find sessions by names, a prefix or projects. */
export interface SessionLimits {
  /** Maximum number of sessions that are looked up one by one, since they have the names or the prefix. */
  readonly candidates: number;
  /** Maximum number of sessions that are tested for the names or the prefix, in the order of pages. */
  readonly tested: number;
  /**
   * Maximum number of sessions, for each of several projects, that are tested for their project before the streams of each
   * project are read.
   */
  readonly testedPerProject: number;
}

export const defaultSessionLimits: SessionLimits = { candidates: 5_000, tested: 20_000, testedPerProject: 100 };

/** Sessions of one class in the order of pages, which an index has. */
export interface SessionStream {
  /** Four times the span of the duration, plus 2 if there are errors, plus 1 if the session has ended. */
  readonly sessionClass: number;
  /** Where the stream begins: only sessions after this position. Absent if at the newest session. */
  readonly after?: SessionPosition;
}

/**
 * Returns the streams that a query merges. They have the right state and errors, and few sessions that began too late,
 * which are still to be tested, as are all other members of the filter.
 */
export function toSessionStreams({ filter, after }: SessionQuery): readonly SessionStream[] {
  const { state, withErrors = false, end } = filter;
  return Array.from({ length: spanSeconds.length + 1 }, (_, span) => {
    const limit = spanSeconds[span];
    // A session of this span that began before the end does not reach beyond.
    const latest = end && limit !== undefined ? firstAt({ ...end, seconds: end.seconds + BigInt(limit) }) : undefined;
    const from = after !== undefined && latest !== undefined && isBefore(latest, after) ? latest : (after ?? latest);
    return [0, 1, 2, 3]
      .filter((bits) => state === undefined || (state === "ended") === ((bits & 1) === 1))
      .filter((bits) => !withErrors || (bits & 2) === 2)
      .map((bits) => ({ sessionClass: 4 * span + bits, ...(from !== undefined && { after: from }) }));
  }).flat();
}

/** Returns the position after all sessions whose last event is at a time or later. */
function firstAt({ seconds, nanos }: Instant): SessionPosition {
  return { seconds, nanos, sessionId: "", projectId: "" };
}

function isBefore(one: Instant, other: Instant): boolean {
  return one.seconds === other.seconds ? one.nanos < other.nanos : one.seconds < other.seconds;
}
