// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import type { ClientBase } from "pg";
import type { LogEntry, LogOpening } from "../../contract/event-log.js";
import { StoreError } from "../../contract/store-error.js";
import { unpackOpening } from "../../records/commitment.js";
import { fromColumnText } from "../../words/column-text.js";
import { readLazily, type StoredRow, storedColumns } from "../query/read-stored-event.js";

export interface EntryRange {
  readonly fromSequence: number;
  readonly limit: number;
  readonly maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 * 1024;

interface EntryRow extends StoredRow {
  /** In the form of `toColumnText`. */
  readonly event_id: string;
  readonly commit: Uint8Array;
  readonly leaf: Uint8Array;
  readonly salt_key: Uint8Array | null;
  readonly opening: Uint8Array | null;
  readonly revision: number;
}

/** Statement that reads part of a log, ending before the event that would exceed the maximum size. */
export const selectEntries = `
  select ${storedColumns}, event_id, commit, leaf, salt_key, opening, revision
    from (
      select *, sum(length(body) + coalesce(length(opening), 0)) over (order by sequence) as bytes
        from (select * from chaukas.events where tenant_id = $1 and sequence >= $2 order by sequence limit $3) part
    ) measured
   where bytes <= $4 or sequence = $2
   order by sequence`;

/** Reads entries of a log. The tenant is in the form of `toColumnText`. */
export async function readEntries(
  client: ClientBase,
  tenantId: string,
  { fromSequence, limit, maxBytes = defaultMaxBytes }: EntryRange,
  originHost: string,
): Promise<LogEntry[]> {
  const { rows } = await client.query<EntryRow>(selectEntries, [tenantId, fromSequence, limit, maxBytes]);
  return rows.map((row) => entryOf(row, originHost));
}

function entryOf(row: EntryRow, originHost: string): LogEntry {
  const lazy = readLazily(row, originHost);
  const { seconds, nanos } = timestampFromMs(Number(row.received_ms));
  return Object.assign(lazy, {
    eventId: fromColumnText(row.event_id),
    commit: new Uint8Array(row.commit),
    hashPrev: new Uint8Array(row.hash_prev ?? []),
    serverTimestamp: { seconds, nanos },
    leaf: new Uint8Array(row.leaf),
    opening: openingOf(row, lazy),
    revision: row.revision,
  });
}

function openingOf(
  { tenant_id, sequence, salt_key, opening }: EntryRow,
  stored: { readonly event: Event },
): LogOpening {
  if (salt_key !== null) {
    return { kind: "salt_key", saltKey: new Uint8Array(salt_key) };
  }
  // Read here, since it is decoded then, and only the opening of a redacted event needs it.
  const { event } = stored;
  try {
    return unpackOpening(opening ?? new Uint8Array(), event);
  } catch (cause) {
    const place = `event ${sequence} of tenant ${JSON.stringify(tenant_id)}`;
    throw new StoreError("corrupt", `${place}: expected an opening of its commitment; restore a backup`, { cause });
  }
}
