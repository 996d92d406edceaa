// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { ReportFinding } from "../../check/store-finding.js";
import { describeSchema } from "./describe-schema.js";
import { expectedSchema } from "./expected-schema.js";

/** Holds the schema of a database, with the triggers that keep it append-only, against what it should be. */
export async function checkSchema(client: ClientBase, report: ReportFinding): Promise<void> {
  const expected = new Map(expectedSchema);
  for (const [name, description] of await describeSchema(client)) {
    if (expected.get(name) !== description) {
      report({ table: "pg_catalog", message: `${name}: it is not what this version makes` });
    }
    expected.delete(name);
  }
  for (const name of expected.keys()) {
    report({ table: "pg_catalog", message: `${name}: it is missing` });
  }
}
