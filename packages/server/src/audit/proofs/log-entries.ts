// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
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

/** What the calls of the audit service that read work with. */
export interface AuditParts {
  readonly log: EventLog;
  readonly checkpoints: Checkpoints;
}

/** Reads one entry, by the identifier of its event or, where that is empty, by its sequence. Throws `not_found`. */
export async function findEntry(
  log: EventLog,
  tenantId: string,
  { eventId, sequence = 0 }: { readonly eventId: string; readonly sequence?: number },
): Promise<LogEntry> {
  const place = eventId === "" ? sequence : await log.findSequence(tenantId, eventId);
  const [entry] = place === undefined ? [] : await log.readEntries(tenantId, { fromSequence: place, limit: 1 });
  if (entry === undefined) {
    const name = eventId === "" ? `sequence: expected a record of the log, got ${sequence}` : undefined;
    throw new ConnectError(name ?? `event_id: expected an event of the log, got ${quoteText(eventId)}`, Code.NotFound);
  }
  return entry;
}

const defaultPageSize = 100;

/** Clients of gRPC take messages of 4 MiB unless they are told otherwise. */
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

/** An entry of a log as the audit service gives it out. */
export function toAuditEntry(entry: LogEntry): AuditEntry {
  const { sequence, event, opening } = entry;
  return createLogEntry({ sequence, record: formatEntryRecord(entry), event, opening: toOpening(opening) });
}

/** The text of an entry's record, byte for byte as it was hashed. */
export function formatEntryRecord({ commit, event, hashPrev, sequence, serverTimestamp }: LogEntry): string {
  return formatRecord({
    commit: bytesToHex(commit),
    eventId: event.eventId,
    hashPrev: bytesToHex(hashPrev),
    sequence,
    time: normalTimestamp(serverTimestamp),
  });
}

/** Throws `permission_denied` for an event of a project that is not the caller's. */
export function requireEventProject({ projectIds }: Caller, { projectId }: Event): void {
  if (projectIds.length > 0 && !projectIds.includes(projectId)) {
    throw new ConnectError(
      "authorization: expected a key for the project of the event, got one for others",
      Code.PermissionDenied,
    );
  }
}
