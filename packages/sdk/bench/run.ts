// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runBenches } from "@chaukas/tooling/run-benches";
import { benchEmit } from "./emit.ts";
import { benchSdks } from "./sdks.ts";

await runBenches({
  folder: import.meta.dirname,
  benches: { emit: benchEmit, sdks: benchSdks },
  counts: { rounds: { about: "number of rounds", default: 5 } },
  aboutPeers: "compare with the SDKs of Langfuse and OpenTelemetry too, which are installed from npm",
});
