// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { bytesToHex, formatRecord, normalTimestamp } from "@chaukas/spec-integrity";
import {
  type LogEntry as AuditEntry,
  createLogEntry,
  type ListEntriesRequest,
  type ListEntriesResponseSchema,
} from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../../auth/caller.js";
import { quoteText } from "../../errors/quote-text.js";
import type { EventLog, LogEntry } from "../../store/contract/event-log.js";
import { toOpening } from "../../store/records/commitment.js";
import type { Checkpoints } from "../checkpoints/create-checkpoints.js";
import { withStoredEvent } from "./encoded-entry.js";

/** Dependencies of the reading calls of the audit service. */
export interface AuditParts {
  readonly log: EventLog;
  readonly checkpoints: Checkpoints;
}

/** Names an entry by the id of its event or, if that is empty, by its sequence, which is 0 by default. */
interface EntryName {
  readonly eventId: string;
  readonly sequence?: number;
}

/** Reads one entry by the id of its event or, if that is empty, by its sequence. Throws `not_found`. */
export async function findEntry(log: EventLog, tenantId: string, named: EntryName): Promise<LogEntry> {
  const { eventId, sequence = 0 } = named;
  const place = eventId === "" ? sequence : await log.findSequence(tenantId, eventId);
  const [entry] = place === undefined ? [] : await log.readEntries(tenantId, { fromSequence: place, limit: 1 });
  if (entry === undefined) {
    throw notFound(named);
  }
  return entry;
}

const defaultPageSize = 100;

/** By default, gRPC clients accept messages of at most 4 MiB. */
const maxPageBytes = 2 * 1024 * 1024;

/** Reads one page of a tenant's log. */
export async function listEntries(
  { log }: AuditParts,
  tenantId: string,
  { fromSequence, pageSize }: ListEntriesRequest,
): Promise<MessageInitShape<typeof ListEntriesResponseSchema>> {
  const { size } = await log.readHead(tenantId);
  const from = Number(fromSequence);
  const limit = Math.min(pageSize || defaultPageSize, size - from);
  const range = { fromSequence: from, limit, maxBytes: maxPageBytes };
  const entries = limit > 0 ? await log.readEntries(tenantId, range) : [];
  return { entries: entries.map(toAuditEntry), logSize: BigInt(size) };
}

/** Converts an entry of a log to the message of the audit service. The event is not decoded, unless the store has done so. */
export function toAuditEntry(entry: LogEntry): AuditEntry {
  const { sequence, encode } = entry;
  const parts = { sequence, record: formatEntryRecord(entry), opening: toOpening(entry.opening) };
  return encode === undefined
    ? createLogEntry({ ...parts, event: entry.event })
    : withStoredEvent(createLogEntry(parts), entry as typeof entry & { readonly encode: typeof encode });
}

/** Formats the record of an entry, byte for byte as it was hashed. */
export function formatEntryRecord({ commit, eventId, hashPrev, sequence, serverTimestamp }: LogEntry): string {
  return formatRecord({
    commit: bytesToHex(commit),
    eventId,
    hashPrev: bytesToHex(hashPrev),
    sequence,
    time: normalTimestamp(serverTimestamp),
  });
}

/**
 * Throws if the caller has no access to the project of the event that it named. The error is that of an event that does
 * not exist, so that callers cannot find out which ids other projects use.
 */
export function requireEventProject({ projectIds }: Caller, entry: Pick<LogEntry, "event">, named: EntryName): void {
  // An event may be decoded when it is read.
  if (projectIds.length > 0 && !projectIds.includes(entry.event.projectId)) {
    throw notFound(named);
  }
}

function notFound({ eventId, sequence = 0 }: EntryName): ConnectError {
  const problem =
    eventId === ""
      ? `sequence: expected a record of the log, got ${sequence}`
      : `event_id: expected an event of the log, got ${quoteText(eventId)}`;
  return new ConnectError(problem, Code.NotFound);
}
