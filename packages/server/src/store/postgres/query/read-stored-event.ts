// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { decodeEvent } from "@chaukas/spec-common/codec";
import type { ClientBase } from "pg";
import type { LogRange, StoredEvent } from "../../contract/event-store.js";
import { StoreError } from "../../contract/store-error.js";
import { createLazyEvent } from "../../records/create-lazy-event.js";
import { type ServerFields, setServerFields } from "../../records/server-fields.js";
import { fromColumnText } from "../../words/column-text.js";

/** Columns that {@link readStoredEvent} needs. */
export const storedColumns = "tenant_id, sequence, received_ms, body, hash_prev, content_hash";

/** Columns that {@link readBody} needs. The driver returns large integers as text. */
export interface BodyRow {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly body: Uint8Array;
}

/** A row of `chaukas.events`. */
export interface StoredRow extends BodyRow {
  readonly received_ms: string;
  readonly hash_prev: Uint8Array | null;
  readonly content_hash: Uint8Array | null;
}

/** Returns the event of a row with the fields that the server sets. `originHost` is empty if the store keeps no log. */
function readStoredEvent(row: StoredRow, originHost: string): StoredEvent {
  return {
    sequence: Number(row.sequence),
    event: setServerFields(readBody(row), serverFieldsOf(row, originHost)),
  };
}

/** Returns the event of a row, which is decoded only if its message is read. */
export function readLazily(row: StoredRow, originHost: string): StoredEvent {
  return createLazyEvent({
    sequence: Number(row.sequence),
    tenantId: fromColumnText(row.tenant_id),
    body: row.body,
    fields: () => serverFieldsOf(row, originHost),
    read: () => readStoredEvent(row, originHost).event,
  });
}

function serverFieldsOf(
  { sequence, received_ms, hash_prev: hashPrev, content_hash }: StoredRow,
  originHost: string,
): ServerFields {
  const hasPlace = originHost !== "" && hashPrev !== null;
  return {
    receivedMs: Number(received_ms),
    ...(hasPlace && {
      place: { originHost, sequence: Number(sequence), hashPrev, contentHash: content_hash ?? undefined },
    }),
  };
}

/** Returns the event as received, or as it is after redactions. */
export function readBody({ tenant_id, sequence, body }: BodyRow): Event {
  try {
    return decodeEvent(body);
  } catch (cause) {
    const message = `event ${sequence} of tenant ${JSON.stringify(tenant_id)}: expected a valid body; restore a backup`;
    throw new StoreError("corrupt", message, { cause });
  }
}

/** Reads one event by its id. The identifiers are in the form of `toColumnText`. */
export async function findEvent(
  client: ClientBase,
  { tenantId, eventId }: { readonly tenantId: string; readonly eventId: string },
  originHost: string,
): Promise<StoredEvent | undefined> {
  const { rows } = await client.query<StoredRow>(
    `select ${storedColumns} from chaukas.events where tenant_id = $1 and event_id = $2`,
    [tenantId, eventId],
  );
  return rows[0] && readStoredEvent(rows[0], originHost);
}

/** Reads part of a tenant's log. The tenant is in the form of `toColumnText`. */
export async function readLog(
  client: ClientBase,
  tenantId: string,
  { fromSequence = 0, limit, maxBytes }: LogRange,
  originHost: string,
): Promise<StoredEvent[]> {
  const range = `select ${storedColumns} from chaukas.events where tenant_id = $1 and sequence >= $2 order by sequence limit $3`;
  // The sizes of bodies are known without reading them.
  const sized = `select ${storedColumns} from (
      select *, row_number() over place as number, sum(octet_length(body)) over place as bytes
      from (${range}) as events window place as (order by sequence)
    ) as sized where number = 1 or bytes <= $4 order by sequence`;
  const values = [tenantId, fromSequence, limit];
  const { rows } = await (maxBytes === undefined
    ? client.query<StoredRow>(range, values)
    : client.query<StoredRow>(sized, [...values, maxBytes]));
  return rows.map((row) => readStoredEvent(row, originHost));
}
