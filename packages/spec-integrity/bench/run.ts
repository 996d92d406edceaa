// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary } from "@bufbuild/protobuf";
import { EventBatchSchema } from "@chaukas/spec-common";
import { readCapturedBatches } from "@chaukas/testdata";
import { runBenches } from "@chaukas/tooling/run-benches";
import { benchCommit } from "./commit.ts";
import { compareTrail } from "./lib/compare-trail.ts";
import { makeTrail } from "./lib/make-trail.ts";

/** Number of records of the trail that is verified. */
const size = 100_000;

await runBenches({
  folder: import.meta.dirname,
  benches: {
    commit: benchCommit,
    verify({ rounds }) {
      const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
      return compareTrail(makeTrail(events, size), { rounds });
    },
  },
  counts: { rounds: { about: "number of rounds", default: 9 } },
  aboutPeers: "adds nothing: SHA-256 is always measured",
});
