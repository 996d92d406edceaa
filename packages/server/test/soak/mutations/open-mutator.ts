// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/** A database as an adversary has it who can write to the file. */
export interface OpenMutator {
  readonly database: DatabaseSync;
  /** Changes rows past the triggers, which are there again afterwards. */
  change(work: () => void): void;
  close(): void;
}

/** Opens a database to change what the triggers keep from being changed. */
export function openMutator(file: string): OpenMutator {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  // What is lost in a crash of the machine is made anew.
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
