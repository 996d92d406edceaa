// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createNoteSigner, formatVerifierKey } from "@chaukas/spec-integrity";
import evidence from "@chaukas/spec-vectors/vectors/integrity/evidence.json" with { type: "json" };
import trails from "@chaukas/spec-vectors/vectors/integrity/trails.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { verifyTrail } from "./verify-trail.ts";

interface TrailCase {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly verdict: string;
  readonly evidence?: string;
  readonly export?: string;
  readonly without_key?: true;
  readonly allow_later_redactions?: true;
}

const { verifier_key: key } = evidence;
const [proved = expect.unreachable("no vectors")] = evidence.evidence as readonly TrailCase[];

describe("verifyTrail", () => {
  // Without the key, a kept checkpoint cannot be opened.
  const known = (evidence.evidence as readonly TrailCase[]).filter(({ without_key }) => without_key === undefined);
  it.each(known)("comes to the verdict of the vectors of evidence: $summary", async (one) => {
    // Evidence of another log has its key here, so that more than the origin is compared.
    const [, origin = ""] = /"origin":"([^"]*)"/.exec(one.evidence ?? "") ?? [];
    const own = key.replace(/^[^+]+/, origin);
    const found = await verifyTrail(one.evidence ?? "", "evidence", { key: own, checkpoint: one.checkpoints[0] ?? "" });
    expect(found).toMatchObject(origin === evidence.origin ? { verdict: one.verdict } : { entry: "key" });
  });

  // Whoever allows later redactions says so, which the page does not offer.
  const simple = (trails.trails as readonly TrailCase[]).filter((one) => one.allow_later_redactions === undefined);
  it.each(simple)("comes to the verdict of the vectors of exports: $summary", async (one) => {
    const [, origin = evidence.origin] = /"origin":"([^"\\\p{Cc}]*)"/u.exec(one.export ?? "") ?? [];
    const checkpoint = one.checkpoints.at(-1) ?? "";
    const found = await verifyTrail(one.export ?? "", "export", { key: trails.verifier_key, checkpoint });
    expect(found).toMatchObject(
      origin === trails.origin ? { verdict: one.verdict } : { entry: "key", message: expect.stringContaining(origin) },
    );
  });

  it("is conditional without a key, and says what is not proved of an export without a checkpoint", async () => {
    const nothing = { key: "", checkpoint: "" };
    expect(await verifyTrail(proved.evidence ?? "", "evidence", nothing)).toMatchObject({ verdict: "conditional" });
    const [first] = trails.trails as readonly TrailCase[];
    expect(await verifyTrail(first?.export ?? "", "export", nothing)).toMatchObject({
      verdict: "conditional",
      conditions: [expect.stringContaining("no kept checkpoint")],
    });
  });

  it("skips spaces and empty lines that come with pasting, and nothing else", async () => {
    const verify = (text: string) => verifyTrail(text, "evidence", { key, checkpoint: "" });
    expect(await verify(`\n  ${proved.evidence}\r\n \n`)).toMatchObject({ verdict: "proved" });
    for (const text of [`\ufeff${proved.evidence}`, `${proved.evidence?.trimEnd()}\u2028\n`]) {
      const malformed = expect.arrayContaining([expect.objectContaining({ code: "malformed" })]);
      expect(await verify(text)).toMatchObject({ verdict: "failed", faults: malformed });
    }
  });

  it("names the entry that cannot be used", async () => {
    const verify = (known: { key: string; checkpoint: string }) =>
      verifyTrail(proved.evidence ?? "", "evidence", known);
    expect(await verify({ key: key.slice(0, -2), checkpoint: "" })).toMatchObject({ entry: "key" });
    const other = formatVerifierKey(createNoteSigner("other.example.com/t/acme", new Uint8Array(32)));
    expect(await verify({ key: other, checkpoint: "" })).toEqual({
      entry: "key",
      message: "expected a key of audit.example.com/t/acme, got one of other.example.com/t/acme",
    });
    expect(await verify({ key, checkpoint: "nothing" })).toMatchObject({ entry: "checkpoint" });
    expect(await verify({ key: "", checkpoint: "x" })).toMatchObject({ entry: "key", message: /got none/ });
  });

  it("fails for a text without a header, and for another key of the same name", async () => {
    expect(await verifyTrail("nothing", "evidence", { key, checkpoint: "" })).toMatchObject({
      verdict: "failed",
      faults: [{ code: "malformed" }],
    });
    const other = formatVerifierKey(createNoteSigner(evidence.origin, new Uint8Array(32)));
    expect(await verifyTrail(proved.evidence ?? "", "evidence", { key: other, checkpoint: "" })).toMatchObject({
      verdict: "failed",
      faults: [{ code: "wrong_checkpoint" }],
    });
  });
});
