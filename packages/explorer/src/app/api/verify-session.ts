// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  bytesFromHex,
  type NoteVerifier,
  openCheckpoint,
  parseEvidenceHeader,
  verifyConsistency,
} from "@chaukas/spec-integrity";
import type { Known, Verified } from "../../evidence/verify-lines.js";
import { verifyLines } from "../../evidence/verify-lines.js";
import { type Connection, send, withTenant } from "./connection.js";
import { type KeptCheckpoint, keepCheckpoint, keptCheckpoint, pinnedKey } from "./kept.js";

/** What the verification of a session found. */
export interface SessionProof {
  readonly origin: string;
  readonly verified: Verified;
  readonly key: NoteVerifier | undefined;
  /** Ids of events that the page shows and the evidence does not have, or not in this form. */
  readonly unproved: readonly string[];
  /** How the log relates to the checkpoint that this browser kept from an earlier visit. */
  readonly growth: Growth;
}

/** `first`: none was kept; `grown`: the log contains what it had; `failed`: it does not, or it was not proved. */
type Growth =
  | { readonly state: "first" | "unknown" }
  | { readonly state: "grown"; readonly from: number; readonly to: number }
  | { readonly state: "failed"; readonly problem: string };

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
  const { tenantId } = connection;
  const json = { session_id: sessionId, ...(tenantId !== "" && { tenant_id: tenantId }) };
  const text = await send(connection, "/v1/audit/evidence", { json, accept: "application/x-ndjson", signal });
  const lines = text.split("\n").slice(0, -1);
  const { origin, checkpoint } = parseEvidenceHeader(lines[0] ?? "");
  const key = pinnedKey(origin);
  const known: Known = key === undefined ? {} : { key };
  const verified = await verifyLines(lines, origin, known, onProgress);
  const growth =
    key === undefined ? ({ state: "unknown" } as const) : await checkGrowth(connection, checkpoint, key, signal);
  return { origin, verified, key, unproved: findUnproved(shown, verified), growth };
}

function findUnproved(shown: readonly Event[], { events }: Verified): string[] {
  const proved = new Map([...events.values()].map((event) => [event.eventId, event]));
  return shown
    .filter((event) => {
      const other = proved.get(event.eventId);
      return other === undefined || eventToJsonString(event) !== eventToJsonString(other);
    })
    .map(({ eventId }) => eventId);
}

async function checkGrowth(
  connection: Connection,
  text: string,
  key: NoteVerifier,
  signal: AbortSignal,
): Promise<Growth> {
  const opened = openCheckpoint(text, key);
  if (!opened.valid) {
    return { state: "failed", problem: opened.message };
  }
  const newest: KeptCheckpoint = { size: opened.checkpoint.size, root: opened.checkpoint.root, note: text };
  const kept = keptCheckpoint(key);
  if (kept === undefined) {
    keepCheckpoint(key, text);
    return { state: "first" };
  }
  if (newest.size < kept.size) {
    const problem = `the server shows a log of ${newest.size} records, but it had ${kept.size} at an earlier visit`;
    return { state: "failed", problem };
  }
  const claim = { oldSize: kept.size, oldRoot: kept.root, newSize: newest.size, newRoot: newest.root };
  const verified = verifyConsistency(claim, await readProof(connection, kept.size, newest.size, signal));
  if (!verified.valid) {
    const problem = `the log does not contain what it had at an earlier visit, with ${kept.size} records: ${verified.message}`;
    return { state: "failed", problem };
  }
  keepCheckpoint(key, text);
  return { state: "grown", from: kept.size, to: newest.size };
}

async function readProof(connection: Connection, from: number, to: number, signal: AbortSignal): Promise<Uint8Array[]> {
  if (from === to || from === 0) {
    return [];
  }
  const query = withTenant(connection, { from_size: String(from), to_size: String(to) });
  const text = await send(connection, `/v1/audit/consistency${query}`, { signal });
  const { hashes = [] } = JSON.parse(text) as { hashes?: string[] };
  return hashes.map(bytesFromHex);
}
