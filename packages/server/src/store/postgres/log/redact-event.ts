// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import type { ClientBase } from "pg";
import type { EventRedaction } from "../../contract/event-log.js";
import { toEventRow } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { packOpening } from "../../records/commitment.js";
import { requireRedactionOnly } from "../../records/require-redaction-only.js";
import { withoutServerFields } from "../../records/server-fields.js";
import { createSessionShares } from "../../sessions/session-shares.js";
import { collectWords } from "../../words/collect-words.js";
import { appendEvents } from "../append/append-events.js";
import { prepareEvent } from "../append/prepare-event.js";
import { toOwnTerms } from "../connect/own-terms.js";
import { type BodyRow, readBody } from "../query/read-stored-event.js";
import { changeSessions } from "../schema/session-names.js";

const redact = `
  update chaukas.events
     set body = $3, agent_id = $4, tags = $5, search_terms = $6, opening = $7, revision = revision + 1, salt_key = null,
         content_hash = null
   where tenant_id = $1 and sequence = $2`;

/**
 * Redacts an event within a transaction, and appends the event that records the redaction. Returns the sequence of the
 * record, even if an earlier attempt already did all of this, so it may be repeated. The tenant is in the form of
 * `toColumnText`.
 */
export async function redactEvent(client: ClientBase, tenantId: string, redaction: EventRedaction): Promise<number> {
  const { sequence, revision, leaves, sourceRedaction } = redaction;
  const event = withoutServerFields(redaction.event);
  const record = prepareEvent(redaction.record, true);
  if (record.row.tenantId !== tenantId) {
    throw refuse(tenantId, sequence, "expected its redaction to be recorded by an event of the same tenant");
  }
  // This locks the head of the tenant, which excludes concurrent redactions.
  const [outcome] = await appendEvents(client, [record]);
  const recordSequence = await findSequence(client, tenantId, record.row.eventId);
  if (outcome?.status === "duplicate" && (await isRecorded(client, tenantId, redaction, recordSequence))) {
    return recordSequence;
  }
  if (outcome?.status !== "accepted") {
    throw refuse(tenantId, sequence, "expected a new event to record its redaction, got a stored one");
  }
  const before = await readRevision(client, tenantId, redaction);
  const { after } = requireRedactionOnly(before, event, sequence);
  await client.query("insert into chaukas.redactions values ($1, $2, $3, $4)", [
    tenantId,
    sequence,
    revision + 1,
    recordSequence,
  ]);
  await client.query(redact, [
    tenantId,
    sequence,
    encodeEvent(event),
    after.agentId,
    toOwnTerms(tenantId, after.tags),
    toOwnTerms(tenantId, collectWords(event)),
    packOpening(leaves, sourceRedaction),
  ]);
  const shares = createSessionShares<string>();
  shares.subtract(tenantId, toEventRow({ event: before, body: none, receivedMs: 0 }));
  shares.add(tenantId, toEventRow({ event, body: none, receivedMs: 0 }));
  await changeSessions(client, [...shares.sums()]);
  return recordSequence;
}

const none = new Uint8Array();

/** Finds the sequence of an event that exists. */
async function findSequence(client: ClientBase, tenantId: string, eventId: string): Promise<number> {
  const { rows } = await client.query<{ sequence: string }>(
    "select sequence from chaukas.events where tenant_id = $1 and event_id = $2",
    [tenantId, eventId],
  );
  return Number(rows[0]?.sequence);
}

/** Returns whether an event records this redaction and no other. */
async function isRecorded(
  client: ClientBase,
  tenantId: string,
  { sequence, revision }: EventRedaction,
  recordSequence: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from chaukas.redactions where tenant_id = $1 and sequence = $2 and revision = $3 and record_sequence = $4",
    [tenantId, sequence, revision + 1, recordSequence],
  );
  return rowCount === 1;
}

/** Reads the event at the revision that the redaction is based on. */
async function readRevision(
  client: ClientBase,
  tenantId: string,
  { sequence, revision }: EventRedaction,
): Promise<Event> {
  const { rows } = await client.query<BodyRow & { revision: number }>(
    "select tenant_id, sequence, revision, body from chaukas.events where tenant_id = $1 and sequence = $2",
    [tenantId, sequence],
  );
  const [found] = rows;
  if (found?.revision !== revision) {
    const got = found?.revision ?? "no such event";
    throw refuse(tenantId, sequence, `expected revision ${revision}, found ${got}; read it again`);
  }
  return readBody(found);
}

function refuse(tenantId: string, sequence: number, problem: string): StoreError {
  return new StoreError("conflict", `event ${sequence} of tenant ${JSON.stringify(tenantId)}: ${problem}`);
}
