// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { listTileNodes, type Tile, tileWidth } from "@chaukas/spec-integrity";
import type {
  GetEntryBundleRequest,
  GetEntryBundleResponseSchema,
  GetTileRequest,
  GetTileResponseSchema,
} from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import type { EventLog, LogEntry } from "../../store/contract/event-log.js";
import { type AuditParts, formatEntryRecord } from "./log-entries.js";

/** Reads a tile of a tenant's tree. */
export async function readTile(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetTileRequest,
): Promise<MessageInitShape<typeof GetTileResponseSchema>> {
  const tile = { level: request.level, index: Number(request.index), width: request.width || tileWidth };
  requireCoverage(tile, (await checkpoints.newest(tenantId)).size);
  return { hashes: Buffer.concat(await log.readNodes(tenantId, listTileNodes(tile))) };
}

/** Reads the entry bundle of a level-0 tile of a tenant's log. */
export async function readEntryBundle(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetEntryBundleRequest,
): Promise<MessageInitShape<typeof GetEntryBundleResponseSchema>> {
  const index = Number(request.index);
  const width = request.width || tileWidth;
  requireCoverage({ level: 0, index, width }, (await checkpoints.newest(tenantId)).size);
  const start = index * tileWidth;
  const entries: Buffer[] = [];
  for await (const entry of readRange(log, tenantId, { start, end: start + width })) {
    const record = Buffer.from(formatEntryRecord(entry));
    const length = Buffer.alloc(2);
    length.writeUInt16BE(record.length);
    entries.push(length, record);
  }
  return { entries: Buffer.concat(entries) };
}

/** Reads a range of entries. A store returns fewer than requested if they are large, so this takes several reads. */
async function* readRange(
  log: EventLog,
  tenantId: string,
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<LogEntry> {
  for (let next = start; next < end; ) {
    const entries = await log.readEntries(tenantId, { fromSequence: next, limit: end - next });
    if (entries.length === 0) {
      throw new Error(`log: expected a record with sequence ${next}, which a checkpoint covers, found none`);
    }
    yield* entries;
    next += entries.length;
  }
}

/** Throws `not_found` for a tile or an entry bundle beyond the given size of the log. */
function requireCoverage({ level, index, width }: Tile, size: number): void {
  const leaves = (index * tileWidth + width) * tileWidth ** level;
  if (leaves > size) {
    throw new ConnectError(
      `index, width: expected at most the ${size} records that the newest checkpoint covers, got ${leaves}`,
      Code.NotFound,
    );
  }
}
