// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/** A database as seen by an adversary who can write to the file. */
export interface OpenMutator {
  readonly database: DatabaseSync;
  /** Changes rows without the triggers, which are restored afterwards. */
  change(work: () => void): void;
  close(): void;
}

/** Opens a database to make changes that the triggers prevent. */
export function openMutator(file: string): OpenMutator {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  // The store can be rebuilt after a crash of the machine.
  database.exec("PRAGMA synchronous = OFF");
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  return {
    database,
    change(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const { name } of triggers) {
          database.exec(`DROP TRIGGER ${name}`);
        }
        work();
        for (const { sql } of triggers) {
          database.exec(String(sql));
        }
        database.exec("COMMIT");
      } finally {
        if (database.isTransaction) {
          database.exec("ROLLBACK");
        }
      }
    },
    close: () => database.close(),
  };
}
