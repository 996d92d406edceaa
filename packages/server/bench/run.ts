// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runBenches } from "@chaukas/tooling/run-benches";
import { benchAnswers } from "./answers.ts";
import { benchExplorer } from "./explorer.ts";
import { benchIngest } from "./ingest.ts";
import { benchIngestPostgres } from "./ingest-postgres.ts";
import { benchLatency } from "./latency.ts";
import { benchPages } from "./pages.ts";
import { benchProofs } from "./proofs.ts";
import { benchReadsUnderLoad } from "./reads-under-load.ts";
import { benchStart } from "./start.ts";

await runBenches({
  folder: import.meta.dirname,
  benches: {
    answers: benchAnswers,
    explorer: benchExplorer,
    ingest: benchIngest,
    "ingest-postgres": benchIngestPostgres,
    latency: benchLatency,
    pages: benchPages,
    proofs: benchProofs,
    reads: benchReadsUnderLoad,
    start: benchStart,
  },
  counts: {
    rounds: { about: "number of rounds", default: 5 },
    events: { about: "number of events in the large store, which is built once and kept", default: 5_000_000 },
  },
  aboutPeers: "compare ingest with immudb and Tessera too, which are built with Go",
});
