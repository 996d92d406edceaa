// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  bytesToHex,
  createNoteSigner,
  formatCheckpoint,
  formatOrigin,
  formatSignerKey,
  formatVerifierKey,
  signCheckpoint,
  signNote,
} from "@chaukas/spec-integrity";
import type { Tree } from "./grow-tree.ts";
import { seedBytes } from "./seed-bytes.ts";

const host = "audit.example.com";

/** Creates signed checkpoints of several tenants, and checkpoints that verifiers must reject. */
export function signCheckpoints({ roots }: Tree) {
  const seed = seedBytes("key of the log");
  const valid = ["acme", "a b+c/d#e", "Köln"].flatMap((tenantId, place) => {
    const origin = formatOrigin(host, tenantId);
    const signer = createNoteSigner(origin, seed);
    const size = 7 * place;
    const root = roots[size] as Uint8Array;
    const note = signCheckpoint({ origin, size, root }, signer);
    const keys = { signer_key: formatSignerKey(origin, seed), verifier_key: formatVerifierKey(signer) };
    return [{ valid: true, host, tenant_id: tenantId, origin, ...keys, size, root: bytesToHex(root), note }];
  });
  return [...valid, ...forgeCheckpoints(seed, roots[7] as Uint8Array)];
}

function forgeCheckpoints(seed: Uint8Array, root: Uint8Array) {
  const origin = formatOrigin(host, "acme");
  const signer = createNoteSigner(origin, seed);
  const elsewhere = formatOrigin(host, "other");
  const text = formatCheckpoint({ origin, size: 7, root });
  const note = signNote(text, [signer]);
  const stranger = createNoteSigner(origin, seedBytes("another key"));
  const verifier_key = formatVerifierKey(signer);
  const cases: [string, string, string][] = [
    ["another size", "bad_signature", note.replace("\n7\n", "\n8\n")],
    ["another root", "bad_signature", note.replace(/\n7\n./, (line) => `\n7\n${line.endsWith("A") ? "B" : "A"}`)],
    ["wrong key", "unsigned", signNote(text, [stranger])],
    ["wrong origin", "wrong_origin", signNote(formatCheckpoint({ origin: elsewhere, size: 7, root }), [signer])],
    ["no signature", "unsigned", `${text}\n`],
    ["truncated", "malformed", note.slice(0, -1)],
    ["leading zero in the size", "malformed", signNote(text.replace("\n7\n", "\n07\n"), [signer])],
    ["root of 31 bytes", "malformed", signNote(formatCheckpoint({ origin, size: 7, root: root.slice(1) }), [signer])],
    ["carriage returns", "malformed", note.replaceAll("\n", "\r\n")],
  ];
  return cases.map(([summary, code, forged]) => ({ valid: false, code, summary, verifier_key, note: forged }));
}
