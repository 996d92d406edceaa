// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { type EventJson, eventFromJson } from "@chaukas/spec-common/json";
import {
  auditExport,
  bytesFromHex,
  bytesToHex,
  createEvidenceVerifier,
  createTrailAudit,
  createTrailVerifier,
  type EventOpening,
  normalForm,
  openCheckpoint,
  openEvent,
  parseExportHeader,
  parseVerifierKey,
  type TrailVerdict,
  verifyConsistency,
  verifyInclusion,
} from "@chaukas/spec-integrity";
import { createTrailWorkers } from "@chaukas/spec-integrity/workers";
import { afterAll, describe, expect, it } from "vitest";

// Other tests check the vectors with Python and with the Go module. This one checks that the library has the same verdict
// on all of them.
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

interface Trail {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly allow_later_redactions?: true;
  readonly verdict: TrailVerdict;
  readonly conditions?: readonly object[];
  readonly code?: string;
  readonly sequence?: number;
  readonly export: string;
}

interface EvidenceVectors {
  readonly evidence: readonly (Omit<Trail, "export"> & { readonly without_key?: true; readonly evidence: string })[];
}

interface RedactionState {
  readonly event: EventJson;
  readonly normal_form: string;
  readonly opening: EventOpening;
}

interface Redaction {
  readonly commit: string;
  readonly before: RedactionState;
  readonly after: RedactionState & { readonly shown_hash: string };
  readonly record: { readonly content: { readonly erased: readonly number[] } };
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

  const { origin, verifier_key, trails } = read("trails") as {
    origin: string;
    verifier_key: string;
    trails: Trail[];
  };

  const keptBy = ({ checkpoints }: Pick<Trail, "checkpoints">) =>
    checkpoints.map((note) => {
      const opened = openCheckpoint(note, parseVerifierKey(verifier_key));
      return opened.valid ? opened.checkpoint : expect.unreachable(opened.message);
    });

  const trailsWithHeader = trails.filter(({ export: text }) => isHeaderValid(text));

  function isHeaderValid(text: string): boolean {
    const [line = "", ...lines] = text.trimEnd().split("\n");
    try {
      const header = parseExportHeader(line);
      return header.origin === origin && header.size === lines.length;
    } catch (error) {
      expect(error).toHaveProperty("code", "malformed");
      return false;
    }
  }

  it("contain trails whose first line is malformed", () => {
    const others = trails.filter((trail) => !trailsWithHeader.includes(trail));
    expect(others.length).toBeGreaterThan(0);
    for (const { verdict, code, sequence, summary } of others) {
      expect({ verdict, code, sequence }, summary).toEqual({ verdict: "failed", code: "malformed" });
    }
  });

  it.each(
    trails.flatMap((trail) => [
      { ...trail, form: "with a last line feed" },
      { ...trail, form: "without", export: trail.export.replace(/\n$/, "") },
    ]),
  )("contain an export that fails or not as a whole: $summary, $form", async (trail) => {
    const chunks = (async function* () {
      yield new TextEncoder().encode(trail.export);
    })();
    const allowLaterRedactions = trail.allow_later_redactions ?? false;
    const { verdict, faults } = await auditExport(chunks, { origin, checkpoints: keptBy(trail), allowLaterRedactions });
    expect(verdict).toBe(trail.verdict);
    if (trail.code !== undefined) {
      expect([
        ...faults.keys(),
        ...(faults.has("wrong_size") || faults.has("wrong_origin") ? ["malformed"] : []),
      ]).toContain(trail.code);
    }
  });

  it.each(trailsWithHeader)("contain a trail that the verifier judges: $summary", (trail) => {
    const { verdict, conditions = [], code, sequence, allow_later_redactions = false } = trail;
    const checkpoints = keptBy(trail);
    const verifier = createTrailVerifier({ origin, checkpoints, allowLaterRedactions: allow_later_redactions });
    for (const line of trail.export.trimEnd().split("\n").slice(1)) {
      verifier.pushLine(line);
    }
    const result = verifier.finish();
    expect(result).toMatchObject(
      verdict === "failed"
        ? { valid: false, code }
        : { valid: true, verdict, conditions: conditions.map((each) => expect.objectContaining(each)) },
    );
    expect(result.valid ? undefined : result.sequence).toBe(sequence);
  });

  it.each(trailsWithHeader)("contain a trail that the audit judges: $summary", (trail) => {
    const { verdict, code, allow_later_redactions = false } = trail;
    const checkpoints = keptBy(trail);
    const audit = createTrailAudit({ origin, checkpoints, allowLaterRedactions: allow_later_redactions });
    for (const line of trail.export.trimEnd().split("\n").slice(1)) {
      audit.pushLine(line);
    }
    const result = audit.finish();
    expect(result.verdict).toBe(verdict);
    if (verdict === "failed") {
      expect(result.faults.keys()).toContain(code);
    }
  });

  const workers = createTrailWorkers({ count: 2, minBytes: 0 });
  afterAll(() => workers.close());

  it.each(trailsWithHeader)("contain a trail that workers judge as the audit alone: $summary", async (trail) => {
    const expectation = {
      origin,
      checkpoints: keptBy(trail),
      allowLaterRedactions: trail.allow_later_redactions ?? false,
    };
    const alone = createTrailAudit(expectation);
    const expected = trail.export
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line, index) => [alone.pushLine(line), index + 2])
      .filter(([fault]) => fault !== undefined);
    const result = alone.finish();
    for (const options of [{ blockBytes: 1 }, { blockBytes: 1, workers }, { blockBytes: 2000, workers }]) {
      const faults: unknown[] = [];
      const chunks = (async function* () {
        yield new TextEncoder().encode(trail.export);
      })();
      const onFault = (fault: object, line: number) => faults.push([fault, line]);
      const { header: _, ...found } = await auditExport(chunks, expectation, { ...options, onFault });
      expect(faults).toEqual(expected);
      expect(found).toEqual(result);
    }
  });

  it.each((read("evidence") as EvidenceVectors).evidence)("contain evidence: $summary", (vector) => {
    const { verdict, conditions = [], code, sequence, without_key, evidence } = vector;
    const key = without_key ? {} : { key: parseVerifierKey(verifier_key) };
    const verifier = createEvidenceVerifier({ origin, ...key, checkpoints: keptBy(vector) });
    for (const line of evidence.trimEnd().split("\n")) {
      verifier.pushLine(line);
    }
    const result = verifier.finish();
    expect(result.verdict).toBe(verdict);
    expect(result.conditions.map(({ code }) => ({ code }))).toEqual(conditions);
    expect(result.first?.code).toBe(code);
    expect(result.first?.sequence).toBe(sequence);
  });

  it("contain the worked examples of the specification", () => {
    const specification = readFileSync(new URL("../../spec-integrity/SPECIFICATION.md", import.meta.url), "utf8");
    const golden = read("golden") as Record<"normal_form" | "content_hash" | "commit" | "leaf", string>[];
    expect(golden).toHaveLength(2);
    for (const { normal_form, content_hash, commit, leaf } of golden) {
      for (const value of [normal_form, content_hash, commit, leaf]) {
        expect(specification).toContain(value);
      }
    }
  });

  it("contain what each redaction changed", () => {
    for (const { commit, before, after, record } of read("redactions") as Redaction[]) {
      for (const { event, opening, normal_form } of [before, after]) {
        expect(normalForm(eventFromJson(event))).toBe(normal_form);
        expect(openEvent(eventFromJson(event), opening)).toMatchObject({ valid: true, commit });
      }
      expect(openEvent(eventFromJson(after.event), after.opening)).toMatchObject({
        redaction: { shownHash: after.shown_hash, erased: record.content.erased },
      });
      expect(record.content).toMatchObject({ kind: "redaction_record", shown_hash: after.shown_hash });
    }
  });
});
