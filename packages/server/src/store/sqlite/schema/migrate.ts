// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { earlierBuildError, StoreError } from "../../contract/store-error.js";
import { isMigrating } from "./complete-migration.js";
import { applicationId, migrations, schemaVersion, unreleasedVersion } from "./migrations.js";

/** Migrates the schema of a database to the newest version, in one transaction. */
export function migrate(database: DatabaseSync, file: string): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = checkVersion(database, file);
    for (const step of migrations.slice(Math.max(0, version - unreleasedVersion))) {
      database.exec(step);
    }
    if (version === 0) {
      database.exec(`PRAGMA application_id = ${applicationId}`);
      const secret = "INSERT INTO meta (name, value) VALUES ('page_token_secret', ?), ('probe', x'')";
      database.prepare(secret).run(randomBytes(32));
    }
    database.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
  } finally {
    if (database.isTransaction) {
      database.exec("ROLLBACK");
    }
  }
}

/** Throws a `StoreError` unless a database has the newest schema, as one that cannot be migrated must have. */
export function requireNewestSchema(database: DatabaseSync, file: string, remedy: string): void {
  const version = checkVersion(database, file);
  const isComplete = version === schemaVersion && !isMigrating(database);
  if (!isComplete) {
    const got = version === schemaVersion ? "one whose migration is not complete" : version;
    throw new StoreError(
      "unsupported",
      `database ${file}: expected schema version ${schemaVersion}, got ${got}; ${remedy}`,
    );
  }
}

/** Returns the version of the schema, 0 for an empty file. Throws when this version cannot use the database. */
function checkVersion(database: DatabaseSync, file: string): number {
  const read = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const owner = read("PRAGMA application_id");
  const version = read("PRAGMA user_version");
  if (owner !== applicationId && (owner !== 0 || read("SELECT count(*) FROM sqlite_schema") > 0)) {
    throw new StoreError("unsupported", `database ${file}: it belongs to another program; use another file`);
  }
  if (version === unreleasedVersion) {
    throw earlierBuildError(`database ${file}`);
  }
  if (version > schemaVersion) {
    throw new StoreError(
      "unsupported",
      `database ${file}: expected schema version ${schemaVersion} at most, got ${version}; use the newer @chaukas/server that wrote it`,
    );
  }
  return version;
}
