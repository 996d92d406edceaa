// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import {
  bytesFromHex,
  bytesToHex,
  createTrailVerifier,
  openCheckpoint,
  parseExportHeader,
  parseVerifierKey,
  verifyConsistency,
  verifyInclusion,
} from "@chaukas/spec-integrity";
import { describe, expect, it } from "vitest";

// Other tests check events and roots with Python, and proofs and notes with Go. This one checks that the library has the
// same verdict on all vectors.
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/integrity/${name}.json`, import.meta.url), "utf8"));

interface Verdict {
  readonly valid: boolean;
  readonly code?: string;
}

interface Inclusion extends Verdict {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly root: string;
  readonly proof: readonly string[];
}

interface Consistency extends Verdict {
  readonly old_size: number;
  readonly old_root: string;
  readonly new_size: number;
  readonly new_root: string;
  readonly proof: readonly string[];
}

interface SignedCheckpoint extends Verdict {
  readonly verifier_key: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

interface Trail extends Verdict {
  readonly summary: string;
  readonly sequence?: number;
  readonly export: string;
}

const verdictOf = ({ valid, code }: Verdict) => (valid ? { valid } : { valid, code });

describe("the vectors of integrity", () => {
  const { inclusion, consistency } = read("tree") as { inclusion: Inclusion[]; consistency: Consistency[] };

  it("contain valid and forged inclusion proofs", () => {
    for (const { proof, leaf, root, ...claim } of inclusion) {
      const hashes = { leaf: bytesFromHex(leaf), root: bytesFromHex(root) };
      expect(verifyInclusion({ ...claim, ...hashes }, proof.map(bytesFromHex))).toMatchObject(verdictOf(claim));
    }
  });

  it("contain valid and forged consistency proofs, including those from size 0", () => {
    for (const { proof, old_root, new_root, ...claim } of consistency) {
      const sizes = { oldSize: claim.old_size, newSize: claim.new_size };
      const roots = { oldRoot: bytesFromHex(old_root), newRoot: bytesFromHex(new_root) };
      expect(verifyConsistency({ ...sizes, ...roots }, proof.map(bytesFromHex))).toMatchObject(verdictOf(claim));
    }
    expect(consistency.filter(({ old_size }) => old_size === 0).length).toBeGreaterThan(0);
  });

  it("contain valid and forged checkpoints", () => {
    for (const checkpoint of read("checkpoints") as SignedCheckpoint[]) {
      const opened = openCheckpoint(checkpoint.note, parseVerifierKey(checkpoint.verifier_key));
      expect(opened).toMatchObject(verdictOf(checkpoint));
      if (opened.valid) {
        expect(opened.checkpoint.size).toBe(checkpoint.size);
        expect(bytesToHex(opened.checkpoint.root)).toBe(checkpoint.root);
      }
    }
  });

  const { origin, verifier_key, checkpoint, trails } = read("trails") as {
    origin: string;
    verifier_key: string;
    checkpoint: string;
    trails: Trail[];
  };

  it.each(trails)("contain a trail: $summary", ({ valid, code, sequence, export: text }) => {
    const opened = openCheckpoint(checkpoint, parseVerifierKey(verifier_key));
    const verifier = createTrailVerifier({ origin, checkpoints: opened.valid ? [opened.checkpoint] : [] });
    const [header = "", ...lines] = text.trimEnd().split("\n");
    expect(parseExportHeader(header)).toEqual({ origin, size: lines.length });
    for (const line of lines) {
      verifier.pushLine(line);
    }
    const expected = valid ? { valid } : { valid, code, ...(sequence !== undefined && { sequence }) };
    expect(verifier.finish()).toMatchObject(expected);
  });
});
