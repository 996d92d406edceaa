// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { sha256HexOfText } from "#hash";
import type { LeafPath } from "../encoding/leaf-path.js";
import { hashNormalForm } from "../normal-form/content-hash.js";
import { type NormalEvent, normalizeEvent } from "../normal-form/normal-event.js";
import { deriveSalts } from "./salts.js";

const leafPrefix = "chaukas.leaf.v1\0";
const commitPrefix = "chaukas.commit.v1\0";

/** The hashes that bind an event. */
export interface EventCommitment {
  /** Hash over the whole event, in lower-case hex (§2). It does not survive a redaction. */
  readonly contentHash: string;
  /** Commitment that the log records, in lower-case hex (§3). It survives every redaction. */
  readonly commit: string;
}

/**
 * Computes the content hash of an event and its commitment under a salt key of 32 bytes, in one pass over the event.
 * Throws an `IntegrityError` for an event without a normal form.
 */
export function commitEvent(event: Event, saltKey: Uint8Array): EventCommitment {
  const normal = normalizeEvent(event, true);
  const digests = digestLeaves(normal.leaves, deriveSalts(saltKey, normal.leaves.length));
  return { contentHash: hashNormalForm(normal.text), commit: commitDigests(digests, normal.kept) };
}

/** A value that can be redacted on its own (§3), at its path from the root of the event. */
export interface EventLeaf {
  readonly path: LeafPath;
  /** The value as canonical JSON: a scalar, `null`, `{}` or `[]`. */
  readonly value: string;
}

/** Lists the leaves of an event in the order of the commitment (§3). */
export function listLeaves(event: Event): EventLeaf[] {
  return normalizeEvent(event, true).leaves.map((leaf) => {
    const [path] = JSON.parse(leaf) as [LeafPath, unknown];
    return { path, value: leaf.slice(JSON.stringify(path).length + 2, -1) };
  });
}

/** Returns the salted digest of a leaf, in lower-case hex (§3). */
export function digestLeaf(salt: string, { path, value }: EventLeaf): string {
  return sha256HexOfText(`${leafPrefix}${salt}[${JSON.stringify(path)},${value}]`);
}

/**
 * Returns the salted digests of leaves, each given as JCS([path, value]).
 *
 * @internal
 */
export function digestLeaves(leaves: NormalEvent["leaves"], salts: readonly string[]): string[] {
  const digests: string[] = [];
  for (let index = 0; index < leaves.length; index++) {
    digests.push(sha256HexOfText(leafPrefix + salts[index] + leaves[index]));
  }
  return digests;
}

/**
 * Returns the commitment to digests and to the normal form without the redactable members.
 *
 * @internal
 */
export function commitDigests(digests: readonly string[], kept: string): string {
  let text = `${commitPrefix}{"digests":[`;
  for (let index = 0; index < digests.length; index++) {
    text += `${index === 0 ? '"' : ',"'}${digests[index]}"`;
  }
  return sha256HexOfText(`${text}],"event":${kept}}`);
}
