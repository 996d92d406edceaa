// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCapturedRequests } from "@chaukas/testdata";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";

const golden = join(import.meta.dirname, "../../consumers/golden-events.json");

/** Test data for the programs in consumers/. Bytes are in base64, for runtimes that cannot read files. */
export interface Fixtures {
  /** The golden events as a JSON value of EventBatch. */
  readonly goldenJson: unknown;
  /** Their binary form, encoded by buf, which is not the implementation under test. */
  readonly goldenBinary: string;
  /** Bodies of IngestEventBatchRequest, captured from the Python SDK. */
  readonly captured: readonly string[];
}

/** Reads the fixtures and encodes the golden events with the protos of the working copy. */
export async function createFixtures(scratch: string): Promise<Fixtures> {
  const binary = join(scratch, "golden-events.binpb");
  const type = "chaukas.spec.common.v1.EventBatch";
  await run("buf", ["convert", "proto", "--type", type, "--from", golden, "--to", binary], {
    cwd: root,
    remedy: `fix ${golden}`,
  });
  return {
    goldenJson: JSON.parse(readFileSync(golden, "utf8")) as unknown,
    goldenBinary: readFileSync(binary, "base64"),
    captured: readCapturedRequests().map(({ body }) => Buffer.from(body).toString("base64")),
  };
}
