// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { encodeEvent } from "@chaukas/spec-common/codec";
import type {
  EventLog,
  EventRedaction,
  LogEntry,
  LogHead,
  LogOpening,
  SavedCheckpoint,
} from "../../contract/event-log.js";
import { StoreError } from "../../contract/store-error.js";
import { packOpening, unpackOpening } from "../../records/commitment.js";
import { createLazyEvent } from "../../records/create-lazy-event.js";
import { withoutServerFields } from "../../records/server-fields.js";
import { fromColumnText } from "../../words/column-text.js";
import { packEvents } from "../append/packed-events.js";
import { readStoredEvent, type StoredIn, serverFieldsOf } from "../query/read-stored-event.js";
import type { TenantCheckpoint } from "./checkpoints.js";
import type { EntryRange, EntryRow } from "./create-log-reader.js";
import type { PackedRedaction } from "./redact-event.js";

/** Calls a method of one of the threads. */
type Call = (method: string, argument?: unknown) => Promise<unknown>;

/** Calls to the threads. */
export interface LogThreads {
  readonly read: Call;
  readonly write: Call;
  /** Appends to logs. Rejects when the store is open without appends. */
  readonly append: Call;
}

const defaultMaxBytes = 4 * 1024 * 1024;

/** Creates the log of a store, served by its threads. */
export function createEventLog(storedIn: StoredIn, { read, write, append }: LogThreads): EventLog {
  return {
    originHost: storedIn.originHost,
    readHead: (tenantId) => read("readHead", tenantId) as Promise<LogHead>,
    findSequence: (tenantId, eventId) => read("findSequence", { tenantId, eventId }) as Promise<number | undefined>,
    async readEntries(tenantId, { maxBytes = defaultMaxBytes, ...range }) {
      const rows = (await read("readEntries", { tenantId, maxBytes, ...range } satisfies EntryRange)) as EntryRow[];
      return rows.map((row) => toEntry(row, tenantId, storedIn));
    },
    readNodes: (tenantId, nodes) => read("readNodes", { tenantId, nodes }) as Promise<Uint8Array[]>,
    readCheckpoint: (tenantId) => read("readCheckpoint", tenantId) as Promise<SavedCheckpoint | undefined>,
    saveCheckpoint: (tenantId, checkpoint) =>
      write("saveCheckpoint", { tenantId, checkpoint } satisfies TenantCheckpoint) as Promise<void>,
    async redact(tenantId, redaction) {
      return { recordSequence: (await append("redact", packRedaction(tenantId, redaction))) as number };
    },
    purge: () => write("purge") as Promise<void>,
  };
}

function toEntry(row: EntryRow, tenantId: string, storedIn: StoredIn): LogEntry {
  const { sequence, receivedMs, body, commit, hashPrev, leaf, revision } = row;
  const stored = { ...row, contentHash: row.contentHash ?? undefined };
  const lazy = createLazyEvent({
    sequence,
    tenantId,
    body,
    fields: () => serverFieldsOf(stored, storedIn),
    read: () => readStoredEvent(stored, storedIn),
  });
  const { seconds, nanos } = timestampFromMs(receivedMs);
  try {
    const opening: LogOpening = row.saltKey
      ? { kind: "salt_key", saltKey: row.saltKey }
      : unpackOpening(row.opening ?? new Uint8Array(), lazy.event);
    const eventId = fromColumnText(row.eventId);
    return Object.assign(lazy, {
      eventId,
      commit,
      hashPrev,
      serverTimestamp: { seconds, nanos },
      leaf,
      opening,
      revision,
    });
  } catch (cause) {
    const problem = `the opening of the event with sequence ${sequence} cannot be decoded`;
    throw new StoreError("corrupt", `database ${storedIn.file}: ${problem}; restore it from a backup`, { cause });
  }
}

function packRedaction(tenantId: string, redaction: EventRedaction): PackedRedaction {
  const { sequence, revision, event, leaves, sourceRedaction, record } = redaction;
  return {
    tenantId,
    sequence,
    revision,
    body: encodeEvent(withoutServerFields(event)),
    opening: packOpening(leaves, sourceRedaction),
    record: packEvents([record], { sealed: true }),
  };
}
