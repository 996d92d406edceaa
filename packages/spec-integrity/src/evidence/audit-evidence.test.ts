// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { evidenceLines, evidenceOf, makeRedactedTrail } from "../../test/make-evidence.ts";
import { trailKey, trailOrigin } from "../../test/make-trail.ts";
import { auditEvidence, createEvidenceVerifier, type EvidenceFault, parseVerifierKey } from "../index.ts";

const trail = makeRedactedTrail();
const lines = evidenceLines(trail, await evidenceOf(trail, [0, 2, 3, 5, 7]));
const expectation = { origin: trailOrigin, key: parseVerifierKey(trailKey) };

describe("auditEvidence", () => {
  it.each<[what: string, lines: readonly string[]]>([
    ["unaltered evidence", lines],
    ["an altered record", lines.with(1, (lines[1] ?? "").replace("acme", "acne"))],
    ["a line that cannot be read", lines.with(2, "nothing")],
    ["a header that cannot be read", lines.with(0, "{}")],
    ["another order", lines.toSorted().toReversed()],
    ["records that are left out", lines.slice(0, 3)],
    ["a header alone", lines.slice(0, 1)],
  ])("finds what the verifier finds line by line in %s", async (_, all) => {
    const verifier = createEvidenceVerifier(expectation);
    const expected = all.flatMap((line, index): [EvidenceFault, number][] => {
      const fault = verifier.pushLine(line);
      return fault === undefined ? [] : [[fault, index + 1]];
    });
    const found: [EvidenceFault, number][] = [];
    const result = await auditEvidence(all, expectation, { onFault: (...fault) => found.push(fault) });
    expect(result).toEqual(verifier.finish());
    expect(found).toEqual(expected);
  });

  it("passes on each record that can be read, with its fault", async () => {
    const altered = lines
      .toSpliced(2, 1, "nothing")
      .map((line, index) => (index === 3 ? line.replace("e-", "x-") : line));
    const sequences: number[] = [];
    const faults: number[] = [];
    const { verdict } = await auditEvidence(altered, expectation, {
      onRecord: ({ sequence }) => sequences.push(sequence),
      onFault: (_, line) => faults.push(line),
    });
    expect(verdict).toBe("failed");
    expect(sequences).toEqual([0, 3, 5, 7]);
    expect(faults.slice(0, 2)).toEqual([3, 4]);
  });

  it("lets other tasks run, and says how many lines are verified", async () => {
    const done: (number | string)[] = [];
    setTimeout(() => done.push("another task"));
    const result = await auditEvidence(slowly(lines), expectation, { onProgress: (verified) => done.push(verified) });
    expect(result.verdict).toBe("proved");
    // A busy machine may pause more often.
    expect(done.slice(0, 2)).toEqual([2, "another task"]);
  });

  it("fails without a line, and rejects for the key of another log", async () => {
    expect(await auditEvidence([], expectation)).toMatchObject({ verdict: "failed", first: { code: "malformed" } });
    await expect(auditEvidence(lines, { ...expectation, origin: "other.example.com/t/acme" })).rejects.toMatchObject({
      code: "mismatch",
    });
  });
});

/** Yields lines, the second of which takes long. */
function* slowly(all: readonly string[]): Generator<string> {
  for (const [index, line] of all.entries()) {
    const startMs = performance.now();
    while (index === 1 && performance.now() - startMs < 100) {
      // Nothing else runs.
    }
    yield line;
  }
}
