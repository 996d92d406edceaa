// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runBenches } from "@chaukas/tooling/run-benches";
import { benchCodec } from "./codec.ts";
import { benchJson } from "./json.ts";

await runBenches({
  folder: import.meta.dirname,
  benches: { codec: benchCodec, json: benchJson },
  counts: { rounds: { about: "number of rounds", default: 15 } },
  aboutPeers: "compare the codec with ts-proto and protobufjs too, which are installed from npm",
});
