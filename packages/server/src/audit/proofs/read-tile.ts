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

/** Reads a tile of the tree of a tenant's log. */
export async function readTile(
  { log, checkpoints }: AuditParts,
  tenantId: string,
  request: GetTileRequest,
): Promise<MessageInitShape<typeof GetTileResponseSchema>> {
  const tile = { level: request.level, index: Number(request.index), width: request.width || tileWidth };
  requireCoverage(tile, (await checkpoints.newest(tenantId)).size);
  return { hashes: Buffer.concat(await log.readNodes(tenantId, listTileNodes(tile))) };
}

/** Reads the records under a tile of level 0 of a tenant's log. */
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

/** A store gives out as many entries at a time as do not weigh too much. */
async function* readRange(
  log: EventLog,
  tenantId: string,
  { start, end }: { readonly start: number; readonly end: number },
): AsyncGenerator<LogEntry> {
  for (let next = start; next < end; ) {
    const entries = await log.readEntries(tenantId, { fromSequence: next, limit: end - next });
    if (entries.length === 0) {
      throw new Error(`log: expected a record of sequence ${next}, which a checkpoint covers, got none`);
    }
    yield* entries;
    next += entries.length;
  }
}

/** Throws `not_found` for a tile, or a bundle of entries, that goes beyond a log of a size. */
function requireCoverage({ level, index, width }: Tile, size: number): void {
  const leaves = (index * tileWidth + width) * tileWidth ** level;
  if (leaves > size) {
    throw new ConnectError(
      `index, width: expected what the newest checkpoint covers, which is ${size} records, got up to ${leaves}`,
      Code.NotFound,
    );
  }
}
