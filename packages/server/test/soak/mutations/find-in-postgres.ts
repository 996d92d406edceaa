// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseVerifierKey } from "@chaukas/spec-integrity";
import pg from "pg";
import type { StoreFinding } from "../../../dist/store/check/store-finding.js";
import { checkPostgres } from "../../../dist/store/postgres/check/check-postgres.js";
import type { LogStore } from "./build-log-store.ts";

/** Lists what the check of `fsck` finds in a store in PostgreSQL. */
export async function findInPostgres({ file: url, key }: LogStore): Promise<StoreFinding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const findings: StoreFinding[] = [];
  try {
    const options = { verifiers: [parseVerifierKey(key)], onTotal() {}, onProgress() {} };
    await checkPostgres(client, (finding) => void findings.push(finding), options);
  } finally {
    await client.end();
  }
  return findings;
}
