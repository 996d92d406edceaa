// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NoteVerifier } from "@chaukas/spec-integrity";
import { checkPostgres } from "../../store/postgres/check/check-postgres.js";
import { createConnections } from "../../store/postgres/connect/create-connections.js";
import { parseHosts } from "../../store/postgres/connect/parse-hosts.js";
import { createProgress, type Progress } from "../context/create-progress.js";
import { collectFindings, type FsckResult } from "./collect-findings.js";

// No timeout for answers: on large tables, a statement may take arbitrarily long.
const limits = { maxConnections: 1, connectTimeoutMs: 5_000, retryMs: 15_000, answerTimeoutMs: 0 };

/** Checks a store in PostgreSQL. The role of the URL needs read access only. */
export async function checkDatabase(url: string, verifiers: readonly NoteVerifier[]): Promise<FsckResult> {
  const connections = createConnections(parseHosts(url), limits);
  try {
    // Findings of an attempt whose connection broke are dropped: they belong to another state of the database.
    return await connections.use(async (client) => {
      const found = collectFindings();
      let progress: Progress | undefined;
      try {
        const events = await checkPostgres(client, found.report, {
          verifiers,
          onTotal(total) {
            progress = createProgress(total, "events");
          },
          onProgress: (count) => (count % 1000 === 0 ? progress?.update(count) : undefined),
        });
        return found.result(events);
      } finally {
        progress?.stop();
      }
    });
  } finally {
    await connections.close();
  }
}
