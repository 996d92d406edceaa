// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesFromHex, type NoteVerifier, openCheckpoint, verifyConsistency } from "@chaukas/spec-integrity";
import { type Connection, send, withTenant } from "./connection.js";
import { type KeptCheckpoint, keepCheckpoint, keptCheckpoint } from "./kept.js";

/**
 * How a log relates to the checkpoint that this browser kept from an earlier visit. `first`: none was kept; `grown`: the
 * log contains what it had; `failed`: it does not, or it was not proved; `unknown`: no key is pinned.
 */
export type Growth =
  | { readonly state: "first" | "unknown" }
  | { readonly state: "grown"; readonly from: number; readonly to: number }
  | { readonly state: "failed"; readonly problem: string };

/**
 * Checks a checkpoint that the server gives: the key has signed it, and its log contains the one of the checkpoint that
 * this browser kept. If so, it is kept for the next visit.
 */
export async function checkGrowth(
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
