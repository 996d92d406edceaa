// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFile } from "node:fs/promises";
import {
  type Checkpoint,
  escapeUnprintable,
  isIntegrityError,
  type NoteVerifier,
  openCheckpoint,
  parseVerifierKey,
} from "@chaukas/spec-integrity";
import type { Command } from "commander";
import { maskUrl } from "../../config/settings.js";
import type { EventStore } from "../../store/contract/event-store.js";
import { readLogEnd } from "../../store/contract/read-log-end.js";
import { openStore } from "../../store/open-store.js";
import { requireNoServer } from "../../store/sqlite/file/lock-database.js";
import { sqlitePathOf } from "../../store/sqlite-path-of.js";
import { TransferError } from "../../transfer/lines/transfer-error.js";
import { createFileSource, readStateKeys } from "../../transfer/logs/file-source.js";
import { importLog } from "../../transfer/logs/import-log.js";
import { type MovedKeys, readMovedKeys, unpackMovedKeys, writeMovedKeys } from "../../transfer/logs/moved-keys.js";
import { openBox } from "../../transfer/logs/sealed-box.js";
import { createStoreSource } from "../../transfer/logs/store-source.js";
import { type LogExpectation, type LogSource, type VerifiedLog, verifyLog } from "../../transfer/logs/verify-log.js";
import { CliError, usageError } from "../context/cli-error.js";
import { createProgress } from "../context/create-progress.js";
import { formatCount } from "../context/format-count.js";
import { isSqliteFile } from "../context/is-sqlite-file.js";
import { readPassphrase } from "../context/read-passphrase.js";
import { loadConfig } from "../context/setting-options.js";
import { showMigration } from "../context/show-migration.js";

/** Options of `import --log`. */
export interface ImportLogOptions {
  readonly tenant?: string;
  readonly state?: string;
  readonly withKeys?: true;
  readonly passphraseFile?: string;
  readonly verifierKey?: readonly string[];
  readonly checkpoint?: readonly string[];
}

/** Logs to import. */
interface OpenedSources {
  /** Whether they are logs of a store rather than of a file. */
  readonly isStore: boolean;
  readonly logs: readonly LogSource[];
  /** Reads the keys that belong to a tenant's log. */
  readKeys(tenantId: string): Promise<MovedKeys>;
  /** Throws a `CliError` if a log has grown since it was verified. */
  requireUnchanged(log: VerifiedLog): Promise<void>;
  close(): Promise<void>;
}

/**
 * Imports logs with their identity: one from a file that `export --proof` wrote, or those of a store. Each is verified as a
 * whole, then stored in one transaction. A log that the store already has is skipped, so an interrupted import of several
 * can be repeated.
 */
export async function importLogs(command: Command, path: string, options: ImportLogOptions): Promise<void> {
  const expectationOf = await readExpectations(options);
  const { config } = await loadConfig(command);
  const sources = await openSources(path, options);
  try {
    for (const source of sources.logs) {
      const verified = await verifyLog(source, expectationOf);
      requireTenant(source, verified, options.tenant);
      const originHost = chooseHost(sources, source, verified, config.origin);
      // Read before anything is stored, since a wrong passphrase must not leave a log without its keys.
      const keys = options.withKeys ? await sources.readKeys(verified.tenantId) : undefined;
      const access = { access: "serve", integrity: true, originHost } as const;
      const store = await openStore(config.store, { ...access, ...showMigration() });
      try {
        await importOne(source, { verified, store, keys });
      } finally {
        await store.close();
      }
      await sources.requireUnchanged(verified);
    }
  } finally {
    await sources.close();
  }
}

async function importOne(
  source: LogSource,
  { verified, store, keys }: { verified: VerifiedLog; store: EventStore; keys: MovedKeys | undefined },
): Promise<void> {
  const { tenantId, size, revisions, checkpoints } = verified;
  const isFirst = (await store.listTenants()).length === 0;
  const progress = createProgress(size, "records");
  const outcome = await importLog(source, verified, store, progress.update).finally(progress.stop);
  const what = `${formatCount(size, "record")} of tenant ${JSON.stringify(tenantId)}`;
  if (outcome === "present") {
    say(`already in the store: ${what}`);
  } else {
    const details = `${formatCount(revisions.size, "redacted event")}, ${formatCount(checkpoints, "checkpoint")}`;
    say(`imported ${what}: ${details}`);
  }
  if (keys !== undefined) {
    await writeMovedKeys(store, keys, { replacesSecret: isFirst });
    say(`imported ${formatCount(keys.keys.length, "key")}`);
  }
}

async function openSources(path: string, options: ImportLogOptions): Promise<OpenedSources> {
  if (!/^postgres(ql)?:/i.test(path) && !(await isSqliteFile(path))) {
    if (options.withKeys && options.state === undefined) {
      throw usageError("--with-keys: expected --state, the file that has the keys", "import");
    }
    if (options.state === undefined) {
      say("without --state, no checkpoints are imported: only those that auditors kept remain");
    }
    return {
      isStore: false,
      logs: [createFileSource(path, options.state)],
      readKeys: () => readKeysOfFile(options),
      requireUnchanged: async () => {},
      close: async () => {},
    };
  }
  if (options.state !== undefined) {
    throw usageError("--state: expected a file with a log, since a store has its checkpoints itself", "import");
  }
  const file = sqlitePathOf(path);
  if (file !== undefined) {
    await requireNoServer(file);
  }
  const store = await openStore(path, { access: "manage" });
  try {
    const tenants = options.tenant === undefined ? await store.listTenants() : [options.tenant];
    return {
      isStore: true,
      logs: tenants.map((tenantId) => createStoreSource(store, tenantId, maskUrl(path))),
      readKeys: (tenantId) => readMovedKeys(store, tenantId),
      async requireUnchanged({ tenantId, size }) {
        const grown = (await readLogEnd(store, tenantId)) - size;
        if (grown > 0) {
          const what = `the log of tenant ${JSON.stringify(tenantId)}`;
          throw new CliError(
            `${maskUrl(path)}: expected ${what} to stay as it was, got ${formatCount(grown, "more record")} after the ${size} that were imported`,
            "stop the servers of that store, and import its logs into a new one",
          );
        }
      },
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function readKeysOfFile({ state = "", passphraseFile }: ImportLogOptions): Promise<MovedKeys> {
  const passphrase = readPassphrase(passphraseFile, "import");
  const box = await readStateKeys(state);
  if (box === undefined) {
    throw usageError(
      `${state}: expected a state file with keys, got one without; export it with --with-keys`,
      "import",
    );
  }
  const bytes = openBox(box, passphrase);
  if (bytes === undefined) {
    throw new TransferError("unreadable", `${state}: expected the passphrase of its keys, got another`, "correct it");
  }
  return unpackMovedKeys(bytes);
}

function requireTenant({ name }: LogSource, { tenantId }: VerifiedLog, tenant: string | undefined): void {
  if (tenant !== undefined && tenant !== tenantId) {
    throw usageError(`--tenant: expected ${JSON.stringify(tenantId)}, the tenant of ${name}, got ${tenant}`, "import");
  }
}

/** Returns the host of the log in its new store, which may differ only if nobody can have seen the old one signed. */
function chooseHost(
  { isStore }: OpenedSources,
  { name }: LogSource,
  { host, checkpoints }: VerifiedLog,
  origin: string | undefined,
): string {
  if (origin === undefined || origin === host) {
    return host;
  }
  if (!isStore || checkpoints > 0) {
    const found = isStore ? `one with ${formatCount(checkpoints, "checkpoint")}` : "a file, which cannot prove that";
    const problem = `expected ${host}, the host of ${name}: only a log of a store that was never signed may change it, got ${found}`;
    throw usageError(`--origin: ${problem}`, "import");
  }
  return origin;
}

async function readExpectations({
  verifierKey = [],
  checkpoint = [],
}: ImportLogOptions): Promise<(origin: string) => LogExpectation> {
  const verifiers = verifierKey.map(readVerifier);
  const kept: Checkpoint[] = [];
  for (const path of checkpoint) {
    kept.push(openKept(path, await readFile(path, "utf8"), verifiers));
  }
  return (origin) => {
    const verifier = verifiers.find(({ name }) => name === origin);
    return { ...(verifier && { verifier }), kept: kept.filter((one) => one.origin === origin) };
  };
}

function readVerifier(text: string): NoteVerifier {
  try {
    return parseVerifierKey(text.trim());
  } catch (error) {
    throw usageError(`--verifier-key: ${isIntegrityError(error) ? error.message : error}`, "import");
  }
}

function openKept(path: string, note: string, verifiers: readonly NoteVerifier[]): Checkpoint {
  const origin = note.slice(0, note.indexOf("\n"));
  const verifier = verifiers.find(({ name }) => name === origin);
  if (verifier === undefined) {
    throw usageError(`--checkpoint ${path}: expected --verifier-key with the key of ${origin}`, "import");
  }
  const opened = openCheckpoint(note, verifier);
  if (!opened.valid) {
    throw usageError(`--checkpoint ${path}: ${opened.message}`, "import");
  }
  return opened.checkpoint;
}

function say(text: string): void {
  process.stderr.write(`${escapeUnprintable(text)}\n`);
}
