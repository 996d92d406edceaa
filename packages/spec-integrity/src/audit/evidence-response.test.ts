// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { createEvidenceVerifier, parseVerifierKey } from "@chaukas/spec-integrity";
import { createLogEntry, ExportEvidenceResponseSchema, formatEvidenceResponse } from "@chaukas/spec-integrity/audit";
import { expect, it } from "vitest";
import { evidenceLines, evidenceOf, makeRedactedTrail } from "../../test/make-evidence.ts";
import { signedCheckpointOf, trailKey, trailOrigin } from "../../test/make-trail.ts";

it("writes the messages of a stream as evidence", async () => {
  const trail = makeRedactedTrail();
  const records = await evidenceOf(trail, [2, 5, 7]);
  const header = {
    origin: trailOrigin,
    checkpoint: signedCheckpointOf(trail, trail.length),
    size: BigInt(trail.length),
    selection: { tenantId: "acme" },
  };
  const responses = [
    create(ExportEvidenceResponseSchema, { header }),
    ...records.map(({ proof, ...rest }) =>
      create(ExportEvidenceResponseSchema, {
        entry: { entry: createLogEntry({ ...rest, record: "" }), hashes: [...proof] },
      }),
    ),
  ];
  const lines = responses.map(formatEvidenceResponse);
  expect(lines).toEqual(evidenceLines(trail, records));
  const verifier = createEvidenceVerifier({ origin: trailOrigin, key: parseVerifierKey(trailKey) });
  expect(lines.map((line) => verifier.pushLine(line))).toEqual(Array(4).fill(undefined));
  expect(verifier.finish().verdict).toBe("proved");
});

it("refuses a message that is neither a header nor an entry with an event", () => {
  for (const entry of [{}, { entry: {} }]) {
    expect(() => formatEvidenceResponse(create(ExportEvidenceResponseSchema, { entry }))).toThrow(
      expect.objectContaining({
        code: "malformed",
        message: "response: expected a header, or an entry with an event",
      }),
    );
  }
});
