// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tileWidth } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { StoreError } from "../../contract/store-error.js";
import type { FullTile } from "../../records/chain-records.js";
import { hashLength, toHex } from "../../records/hashes.js";
import { countColumns } from "../../sessions/session-share.js";
import { createSessionShares } from "../../sessions/session-shares.js";
import { addNames, countRowColumns, countRows, nameRows } from "../schema/session-names.js";
import type { LogLink, PlacedEvent, PlacedEvents } from "./place-events.js";

const insert = `
  with incoming as (
    select * from json_to_recordset($1) as r(
      tenant_id text, sequence bigint, event_id text, project_id text, session_id text, agent_id text, span_id text,
      trace_id text, type integer, status integer, severity integer, seconds bigint, nanos integer,
      received_ms bigint, tags text[], search_terms text[], body_start integer, body_length integer, link_start integer,
      opening_start integer, opening_length integer, revision integer)
  ), added as (
    insert into chaukas.events (
      tenant_id, sequence, event_id, project_id, session_id, agent_id, span_id, trace_id, type, status, severity,
      seconds, nanos, received_ms, tags, search_terms, body, commit, hash_prev, leaf, salt_key, content_hash,
      opening, revision)
    select
      tenant_id, sequence, event_id, project_id, session_id, agent_id, span_id, trace_id, type, status, severity,
      seconds, nanos, received_ms, tags, search_terms, substring($2::bytea from body_start for body_length),
      ${[0, 1, 2].map(linkPart).join(", ")},
      ${[3, 4].map((place) => `case when opening_start is null then ${linkPart(place)} end`).join(", ")},
      substring($2::bytea from opening_start for opening_length), coalesce(revision, 0)
    from incoming
    returning tenant_id, project_id, session_id, type, status, severity, seconds * 1000000000::numeric + nanos as time,
      (tenant_id, sequence) in (select * from json_to_recordset($4) as r(tenant_id text, sequence bigint)) as is_record
  ), tallied as (
    insert into chaukas.tallies as t (tenant_id, project_id, type, status, severity, events)
    select tenant_id, project_id, type, status, severity, count(*) from added group by 1, 2, 3, 4, 5
    on conflict (tenant_id, project_id, type, status, severity) do update set events = t.events + excluded.events
  ), summed as (
    insert into chaukas.sessions as s (
      tenant_id, session_id, project_id, events, first_ns, last_ns, ${countColumns.join(", ")})
    select a.*, ${countColumns.map((column) => `n.${column}`).join(", ")}
      from (
        select tenant_id, session_id, project_id, count(*), ${sessionTime("first", "min")}, ${sessionTime("last", "max")}
          from added group by 1, 2, 3
      ) a
      join json_to_recordset($5) as n(${countRowColumns})
        using (tenant_id, session_id, project_id)
    on conflict (tenant_id, session_id, project_id) do update set
      ${["events", ...countColumns].map((column) => `${column} = s.${column} + excluded.${column}`).join(", ")},
      first_ns = least(s.first_ns, excluded.first_ns),
      last_ns = greatest(s.last_ns, excluded.last_ns)
  ), named as (
    ${addNames("$6")}
  )
  update chaukas.heads h
     set next_sequence = n.size, last_leaf = decode(n.last_leaf, 'hex'), frontier = decode(n.frontier, 'hex')
    from json_to_recordset($3) as n(tenant_id text, size bigint, last_leaf text, frontier text)
   where h.tenant_id = n.tenant_id`;

/** SQL for the time of a session. Records of redactions do not extend a session that has other events. */
function sessionTime(end: "first" | "last", aggregate: "min" | "max"): string {
  return `coalesce(
      ${aggregate}(time) filter (where not is_record),
      (select ${end}_ns from chaukas.sessions k
        where (k.tenant_id, k.session_id, k.project_id) = (added.tenant_id, added.session_id, added.project_id)),
      ${aggregate}(time))`;
}

/** SQL for one part of a link. Each part has the length of a hash, in the order in which `packRows` adds them. */
function linkPart(place: number): string {
  return `substring($2::bytea from link_start + ${place * hashLength} for ${hashLength})`;
}

/** Stores events at their positions, updates the totals, and advances the heads of the tenants. */
export async function insertEvents(client: ClientBase, tenants: readonly PlacedEvents[]): Promise<void> {
  const events = tenants.flatMap((tenant) => tenant.events);
  const { rows, bytes } = packRows(events);
  const records = events
    .filter(({ prepared }) => prepared.row.isRedactionRecord)
    .map(({ prepared, sequence }) => ({ tenant_id: prepared.row.tenantId, sequence }));
  const heads = tenants.map(({ tenantId, size, tail }) => ({
    tenant_id: tenantId,
    size,
    last_leaf: tail && toHex(tail.lastLeaf),
    frontier: tail?.frontier.map(toHex).join(""),
  }));
  const shares = createSessionShares<string>();
  for (const { prepared } of events) {
    shares.add(prepared.row.tenantId, prepared.row);
  }
  const sums = [...shares.sums()];
  await client.query(insert, [
    rows,
    bytes,
    JSON.stringify(heads),
    JSON.stringify(records),
    countRows(sums),
    nameRows(sums),
  ]);
  for (const { tenantId, fullTiles } of tenants) {
    for (const tile of fullTiles) {
      await insertTile(client, tenantId, tile);
    }
  }
}

/** Returns rows as the statement expects them. All bytes form one binary parameter, since in JSON they would be hex. */
function packRows(events: readonly PlacedEvent[]): { rows: string; bytes: Uint8Array } {
  const parts: Uint8Array[] = [];
  let length = 0;
  function add(...added: Uint8Array[]): number {
    const start = length + 1;
    for (const part of added) {
      parts.push(part);
      length += part.length;
    }
    return start;
  }
  const rows = events.map(({ sequence, prepared: { row, json }, link }) => {
    let text = `${json},"sequence":${sequence},"body_start":${add(row.body)}`;
    if (link !== undefined) {
      text += `,"link_start":${add(link.commit, link.hashPrev, link.leaf, ...sealParts(link))}`;
    }
    if (link?.redacted !== undefined) {
      const { opening, revision } = link.redacted;
      text += `,"opening_start":${add(opening)},"opening_length":${opening.length},"revision":${revision}`;
    }
    return `${text}}`;
  });
  return { rows: `[${rows.join(",")}]`, bytes: Buffer.concat(parts, length) };
}

/** Returns what opens the commitment of an event, unless its opening takes the place. */
function sealParts({ redacted, saltKey, contentHash }: LogLink): Uint8Array[] {
  return redacted === undefined ? [saltKey, contentHash] : [];
}

const insertLeaves = `
  insert into chaukas.tiles (tenant_id, level, index, root, hashes)
  select $1, $2::integer, $3::bigint, $4::bytea, string_agg(leaf, '' order by sequence) from chaukas.events
   where tenant_id = $1 and sequence >= $5 and sequence < $6
  having count(*) = ${tileWidth}`;

const insertRoots = `
  insert into chaukas.tiles (tenant_id, level, index, root, hashes)
  select $1, $2::integer, $3::bigint, $4::bytea, string_agg(root, '' order by index) from chaukas.tiles
   where tenant_id = $1 and level = $2 - 1 and index >= $5 and index < $6
  having count(*) = ${tileWidth}`;

/** Stores a full tile. Its hashes are already stored: leaves in the rows of events, roots in those of tiles. */
async function insertTile(client: ClientBase, tenantId: string, { level, index, root }: FullTile): Promise<void> {
  const values = [tenantId, level, index, root, index * tileWidth, (index + 1) * tileWidth];
  const { rowCount } = await client.query(level === 0 ? insertLeaves : insertRoots, values);
  if (rowCount !== 1) {
    const problem = `expected all of its ${tileWidth} hashes; restore a backup`;
    throw new StoreError(
      "corrupt",
      `tile ${index} of level ${level} of tenant ${JSON.stringify(tenantId)}: ${problem}`,
    );
  }
}
