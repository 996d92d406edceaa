// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { shareRuns } from "../../concurrency/share-runs.js";
import { packageFile } from "../../package/package-file.js";
import type { EventStore, StatsSelection, StoreQuery } from "../contract/event-store.js";
import type { KeyStore, StoredKey } from "../contract/key-store.js";
import type { MigrationOptions, MigrationProgress } from "../contract/migration-progress.js";
import type { NewEvent } from "../contract/new-event.js";
import { type CommitOptions, observeCommits } from "../contract/observe-commits.js";
import type { SessionPage, SessionQuery } from "../contract/session-query.js";
import { StoreError } from "../contract/store-error.js";
import { type LogOptions, settleLogHost } from "../records/log-host.js";
import { groupAppends } from "./append/group-appends.js";
import { packEvents, requireSeal } from "./append/packed-events.js";
import { describeFileFaults } from "./file/describe-file-faults.js";
import { type Lock, lockDatabase, requireNoServerElsewhere } from "./file/lock-database.js";
import { realPathOf } from "./file/real-path-of.js";
import { findInodes, type Inodes, inodeOf } from "./file/watch-files.js";
import { createEventLog } from "./log/create-event-log.js";
import { createLogTransfer } from "./log/create-log-transfer.js";
import type { PackedResult, PackedStats } from "./query/create-reader.js";
import { type PackedPage, unpackEvents, unpackLazily } from "./query/packed-page.js";
import type { StoredIn } from "./query/read-stored-event.js";
import { createThread, createThreadPool, type Thread } from "./thread/create-thread.js";
import type { ReaderData } from "./thread/reader-thread.js";
import { toStoreError } from "./thread/to-store-error.js";
import type { WriterData } from "./thread/writer-thread.js";

export interface SqliteStoreOptions extends LogOptions, CommitOptions, MigrationOptions {
  /**
   * `serve` allows no other server on the database. `manage` works beside a server, for everything but appends. So does
   * `read`, which leaves the files of the database as they are: it does not migrate one of an older version, but rejects.
   * On a file or in a folder that cannot be written, `manage` is `read`.
   */
  readonly access?: "serve" | "manage" | "read";
  /** Maximum duration of one query. */
  readonly maxQueryMs?: number;
  /** Number of threads that answer queries. With 0, the one that looks up keys answers them too. Default: 2. */
  readonly readers?: number;
  /**
   * Maximum size of the database, without its write-ahead log. Appends beyond it fail as on a full disk. Default: no
   * limit.
   */
  readonly maxBytes?: number;
  /** Called when the store is opened, for each risk that an operator should know of, such as files that others may read. */
  readonly onWarning?: (warning: string) => void;
}

const defaults = { access: "serve", maxQueryMs: 5000, readers: 2 } as const;

/** Opens a store in a file, on its own threads. Creates the file if it does not exist. */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<EventStore> {
  const {
    access,
    maxQueryMs,
    readers,
    maxBytes,
    onWarning,
    integrity,
    originHost,
    mayChangeHost,
    onCommit,
    onMigration,
  } = {
    ...defaults,
    ...options,
  };
  const file = realPathOf(path);
  const log = {
    ...(integrity !== undefined && { integrity }),
    ...(originHost !== undefined && { originHost }),
    ...(mayChangeHost !== undefined && { mayChangeHost }),
  };
  const isWritable = access === "serve" || canWrite(file);
  if (access === "read" || !isWritable) {
    return openForReading({ file, maxQueryMs, readers, log, isWritable });
  }
  // Found once: a thread that starts later must open the same files.
  let inode: string | undefined;
  let inodes: Inodes = new Map();
  const openWriter = (): WriterData => ({ file, inode, access, maxBytes, log });
  const openReader = (): ReaderData => ({ file, inodes, maxQueryMs, migrationRemedy: undefined });
  const script = packageFile("dist/store/sqlite/thread/writer-thread.js");
  const writer = createThread(script, openWriter, (progress) => onMigration?.(progress as MigrationProgress));
  const reading = createReaders(openReader, readers);
  writer.load();
  reading.lookups.load();
  let lock: Lock | undefined;
  try {
    lock = await lockDatabase(file, access).catch((error: unknown) => {
      throw toStoreError(error, file);
    });
    inode = inodeOf(file);
    await writer.start();
    inodes = findInodes(file);
    await reading.lookups.start();
    for (const fault of describeFileFaults(file)) {
      onWarning?.(fault);
    }
    const storedIn = { file, originHost: (await writer.call("originHost")) as string };
    return createStore({ access, onCommit }, storedIn, { writer, ...reading, lock });
  } catch (error) {
    // Whatever a thread still has to say, this error is the first.
    await Promise.allSettled([reading.lookups.close(), writer.close()]);
    lock?.release();
    throw error;
  }
}

interface Reading extends Pick<ReaderData, "file" | "maxQueryMs"> {
  readonly readers: number;
  readonly log: LogOptions;
  /** Whether the file and its folder can be written, unlike a copy on evidence media. */
  readonly isWritable: boolean;
}

/** Opens a store without changing its files. Every write is refused. */
async function openForReading({ file, maxQueryMs, readers, log, isWritable }: Reading): Promise<EventStore> {
  requireNoServerElsewhere(file);
  const migrationRemedy = isWritable
    ? "`chaukas-server migrate` migrates it; to keep it as it is, migrate a copy"
    : "copy it to a folder that can be written, where it is migrated";
  // A log may appear beside a file that cannot be written.
  const inodes = new Map([[file, inodeOf(file)]]);
  const { lookups, queries } = createReaders(
    (): ReaderData => ({ file, inodes, maxQueryMs, migrationRemedy }),
    readers,
  );
  try {
    const originHost = (await lookups.call("originHost")) as string;
    settleLogHost({ store: `database ${file}`, originHost, hasEvents: true }, log);
    const refuse = async (): Promise<never> => {
      const problem = isWritable
        ? "it is open for reading only"
        : "it can only be read, since its file or its folder cannot be written; use a copy in another folder";
      throw new StoreError("unavailable", `database ${file}: ${problem}`);
    };
    const writer: Thread = { load() {}, start: async () => {}, call: refuse, close: async () => {} };
    const threads = { writer, lookups, queries, lock: { release() {} } };
    return createStore({ access: "manage", onCommit: undefined }, { file, originHost }, threads);
  } catch (error) {
    await lookups.close();
    throw error;
  }
}

/** Returns whether a file and its folder can be written. A file that does not exist is left to the writer. */
function canWrite(file: string): boolean {
  try {
    accessSync(file, constants.F_OK);
  } catch {
    return true;
  }
  try {
    accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Creates the threads that answer queries, of which the first one looks up keys. */
function createReaders(open: () => ReaderData, readers: number): Pick<Threads, "lookups" | "queries"> {
  const script = packageFile("dist/store/sqlite/thread/reader-thread.js");
  // One thread more than requested, so that keys can be looked up while all others are busy with queries.
  const lookups = createThread(script, open);
  // These start with the first calls that need them: loading a thread costs more than opening the file.
  const others = Array.from({ length: readers }, () => createThread(script, open));
  return { lookups, queries: createThreadPool(others.length === 0 ? [lookups] : others) };
}

interface Threads {
  readonly writer: Thread;
  readonly lookups: Thread;
  readonly queries: Pick<Thread, "call" | "close">;
  readonly lock: Lock;
}

function createStore(
  {
    access,
    onCommit,
  }: { readonly access: "serve" | "manage"; readonly onCommit: CommitOptions["onCommit"] | undefined },
  storedIn: StoredIn,
  threads: Threads,
): EventStore {
  const { writer, lookups, queries, lock } = threads;
  const { file, originHost } = storedIn;
  const sealed = originHost !== "";
  const track = trackCalls();
  const query = <Result>(method: string, argument?: unknown) =>
    track(queries.call(method, argument)) as Promise<Result>;
  const write = async (events: readonly NewEvent[]) => {
    const packed = packEvents(events, { sealed });
    const blocks = [packed.bytes, packed.lengths, packed.numbers, packed.seals].map(({ buffer }) => buffer);
    return (await writer.call("append", packed, blocks)) as Uint8Array;
  };
  const append = groupAppends(observeCommits(write, onCommit));
  const requireAppends = () => {
    if (access === "manage") {
      const reason = "it is open for management, without appends; use the server";
      throw new StoreError("unavailable", `database ${file}: ${reason}`);
    }
  };
  const logThreads = {
    read: query,
    write: (method: string, argument?: unknown) => track(writer.call(method, argument)),
    async append(method: string, argument?: unknown) {
      requireAppends();
      return track(writer.call(method, argument));
    },
  };
  return {
    keys: createKeyStore(writer, lookups),
    cursors: {
      read: (name) => lookups.call("readCursor", name) as Promise<string | undefined>,
      replace: (name, before, value) =>
        track(writer.call("replaceCursor", { name, before, value })) as Promise<boolean>,
    },
    ...(sealed && { log: createEventLog(storedIn, logThreads), transfer: createLogTransfer(logThreads) }),
    async append(events) {
      requireAppends();
      if (sealed) {
        events.forEach(requireSeal);
      }
      return events.length === 0 ? [] : track(append(events));
    },
    async findPage(asked: StoreQuery) {
      const { totalCount, hasMore, ...page } = await query<PackedResult>("findPage", asked);
      return { events: unpackLazily(page, storedIn, asked.filter.tenantId.toWellFormed()), totalCount, hasMore };
    },
    async findEvent(tenantId, eventId) {
      return unpackEvents(await query<PackedPage>("findEvent", { tenantId, eventId }), storedIn)[0];
    },
    findSessions: (asked: SessionQuery) => query<SessionPage>("findSessions", asked),
    async countEvents(selection: StatsSelection) {
      const stats = await query<PackedStats>("readStats", selection);
      return { ...stats, totalEvents: [...stats.eventsByType.values()].reduce((sum, count) => sum + count, 0) };
    },
    async readLog(tenantId, range) {
      return unpackEvents(await query<PackedPage>("readLog", { tenantId, ...range }), storedIn);
    },
    listTenants: () => query<string[]>("listTenants"),
    newestReceivedMs: () => lookups.call("newestReceivedMs") as Promise<number | undefined>,
    pageTokenSecret: () => lookups.call("pageTokenSecret") as Promise<Uint8Array>,
    // Shared, since anyone may ask for the health of a server, and each check writes.
    check: shareRuns(async () => {
      await Promise.all([lookups.call("check"), writer.call("check")]);
    }),
    async close() {
      await track.settled();
      // The writer is closed last, which removes the write-ahead log.
      await Promise.all([lookups.close(), queries.close()])
        .finally(() => writer.close())
        .finally(lock.release);
    },
  };
}

function createKeyStore(writer: Thread, lookups: Thread): KeyStore {
  return {
    create: (key: StoredKey) => writer.call("createKey", key) as Promise<void>,
    findByHash: (hash) => lookups.call("findKeyByHash", hash) as Promise<StoredKey | undefined>,
    list: (tenantId) => lookups.call("listKeys", tenantId) as Promise<StoredKey[]>,
    revoke: (id, revokedMs) => writer.call("revokeKey", { id, revokedMs }) as Promise<boolean>,
    isEmpty: () => lookups.call("hasNoKey") as Promise<boolean>,
  };
}

/** Tracks calls under way, so that closing can wait for them. */
interface CallTracker {
  <Result>(call: Promise<Result>): Promise<Result>;
  /** Resolves when no call is under way, whether the calls succeed or fail. */
  settled(): Promise<void>;
}

function trackCalls(): CallTracker {
  const underWay = new Set<Promise<unknown>>();
  const track = <Result>(call: Promise<Result>): Promise<Result> => {
    underWay.add(call);
    const done = () => underWay.delete(call);
    call.then(done, done);
    return call;
  };
  return Object.assign(track, {
    async settled() {
      await Promise.allSettled(underWay);
    },
  });
}
