// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { type NoteVerifier, parseEvidenceHeader, parseOrigin } from "@chaukas/spec-integrity";
import type { Verified } from "../../evidence/verify-lines.js";
import { verifyLines } from "../../evidence/verify-lines.js";
import { checkGrowth, type Growth } from "./check-growth.js";
import { type Connection, readEvidence } from "./connection.js";
import { pinnedKey, pinnedOrigin } from "./kept.js";

/** What the verification of a session found. */
export interface SessionProof {
  readonly origin: string;
  readonly verified: Verified;
  readonly key: NoteVerifier | undefined;
  /** In what the page differs from what is proved. Empty if it does not. */
  readonly differences: readonly string[];
  /** Number of events of the session that have come after those that the page shows. */
  readonly newer: number;
  /** How the log relates to the checkpoint that this browser kept from an earlier visit. */
  readonly growth: Growth;
}

/**
 * Verifies a session with proofs that the server gives: each event is in the log, and the log contains the one of earlier
 * visits. Nothing that the server says is believed but what its key, which the user has pinned, has signed.
 */
export async function verifySession(
  connection: Connection,
  sessionId: string,
  shown: readonly Event[],
  onProgress: (lines: number) => void,
  signal: AbortSignal,
): Promise<SessionProof> {
  const text = await readEvidence(connection, sessionId, "application/x-ndjson", signal);
  const lines = text.split("\n").slice(0, -1);
  const { origin, checkpoint } = parseEvidenceHeader(lines[0] ?? "");
  const expected = pinnedOrigin(connection) ?? origin;
  // The key of another log proves nothing about this one, even if it was pinned for another server.
  const key = origin === expected && pinnedOrigin(connection) !== undefined ? pinnedKey(origin) : undefined;
  const verified = await verifyLines(lines, origin, key === undefined ? {} : { key }, onProgress);
  const growth =
    key === undefined ? ({ state: "unknown" } as const) : await checkGrowth(connection, checkpoint, key, signal);
  const loggedTenant = parseOrigin(origin).tenantId;
  const differences = [
    ...(connection.tenantId === "" || connection.tenantId === loggedTenant
      ? []
      : [`the log is of the tenant ${loggedTenant}, but you asked for ${connection.tenantId}`]),
    ...(origin === expected ? [] : [`the log is ${origin}, but the key of ${expected} is pinned for this server`]),
    ...findDifferences(shown, verified, { sessionId, tenantId: loggedTenant }),
  ];
  return { origin, verified, key, differences, newer: countNewer(shown, verified), growth };
}

/** Finds what differs between the events that the page shows and those that are proved, and the session that was asked for. */
function findDifferences(
  shown: readonly Event[],
  { events }: Verified,
  asked: Pick<Event, "sessionId" | "tenantId">,
): string[] {
  const left = new Map([...events.values()].map((event) => [event.eventId, event]));
  const isForeign = (event: Event) => event.sessionId !== asked.sessionId || event.tenantId !== asked.tenantId;
  const foreign = [...shown, ...events.values()]
    .filter(isForeign)
    .map(({ eventId }) => `the event ${eventId} is of another session or tenant`);
  const unproved = shown
    .filter((event) => {
      const proved = left.get(event.eventId);
      // Each is proved once.
      left.delete(event.eventId);
      return proved === undefined || eventToJsonString(event) !== eventToJsonString(proved);
    })
    .map(({ eventId }) => `the log does not hold the event ${eventId} as the page shows it, or not so often`);
  const last = lastPlace(shown, events);
  const hidden = [...events]
    .filter(([sequence, { eventId }]) => sequence <= last && left.has(eventId))
    .map(([, { eventId }]) => `the log holds the event ${eventId}, which the page does not show`);
  return [...new Set([...foreign, ...unproved, ...hidden])];
}

/** Counts the events of the session that have come after all of those that the page shows. */
function countNewer(shown: readonly Event[], { events }: Verified): number {
  const last = lastPlace(shown, events);
  return [...events.keys()].filter((sequence) => sequence > last).length;
}

/** Returns the highest place in the log of the events that the page shows. -1 without any. */
function lastPlace(shown: readonly Event[], events: ReadonlyMap<number, Event>): number {
  const ids = new Set(shown.map(({ eventId }) => eventId));
  return [...events].reduce(
    (last, [sequence, { eventId }]) => (ids.has(eventId) ? Math.max(last, sequence) : last),
    -1,
  );
}
