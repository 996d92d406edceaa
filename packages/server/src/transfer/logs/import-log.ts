// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { RedactionInfoSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { bytesFromHex, type EventOpening, type ExportedRecord, parseExportLine } from "@chaukas/spec-integrity";
import type { LogLeaf, SavedCheckpoint } from "../../store/contract/event-log.js";
import type { EventStore } from "../../store/contract/event-store.js";
import type { LogBatch, TransferredOpening, TransferredRecord } from "../../store/contract/log-transfer.js";
import { StoreError } from "../../store/contract/store-error.js";
import { packOpening } from "../../store/records/commitment.js";
import { toHex } from "../../store/records/hashes.js";
import { withoutServerFields } from "../../store/records/server-fields.js";
import { TransferError } from "../lines/transfer-error.js";
import { type LogSource, readLogLines, type VerifiedLog } from "./verify-log.js";

/** Outcome of {@link importLog}. `present`: the store already had exactly this log, and was not changed. */
export type ImportLogOutcome = "imported" | "present";

const maxBatchRecords = 500;
const maxBatchBytes = 4 * 1024 * 1024;

/**
 * Stores a verified log with its identity, all of it or nothing. Rejects with a `StoreError` of code `conflict` if the
 * tenant has other events, and with a `TransferError` if the log changed since it was verified. Nothing else may write to
 * the store meanwhile.
 */
export async function importLog(
  source: LogSource,
  verified: VerifiedLog,
  { log, transfer }: EventStore,
  onProgress: (records: number) => void,
): Promise<ImportLogOutcome> {
  if (log === undefined || transfer === undefined) {
    throw new StoreError("unsupported", "store: expected a store with a log, got one with integrity off");
  }
  const { tenantId, size, root } = verified;
  const head = await log.readHead(tenantId);
  if (size > 0 && head.size === size && toHex(head.root) === toHex(root)) {
    return "present";
  }
  const stored = await transfer.importLog(tenantId, readBatches(source, verified, onProgress));
  if (stored.size !== size || toHex(stored.root) !== toHex(root)) {
    const problem = `expected ${size} records with the root ${toHex(root)}, stored ${stored.size} with ${toHex(stored.root)}`;
    throw new StoreError("corrupt", `tenant ${JSON.stringify(tenantId)}: ${problem}`);
  }
  return "imported";
}

/**
 * Reads a log again, and throws before the last batch if it is not the one that was verified. A batch ends where a
 * checkpoint does.
 */
async function* readBatches(
  source: LogSource,
  { size, digest, revisions }: VerifiedLog,
  onProgress: (records: number) => void,
): AsyncGenerator<LogBatch> {
  const hash = createHash("sha256");
  const lines = readLogLines(source, hash, size);
  const checkpoints = createCheckpointQueue(source.readCheckpoints(size));
  await lines.next();
  if ((await checkpoints.nextSize()) === 0) {
    yield { records: [], checkpoints: await checkpoints.take(0) };
  }
  let records: TransferredRecord[] = [];
  let count = 0;
  let bytes = 0;
  for await (const { text } of lines) {
    const record = toTransferredRecord(parseExportLine(text), revisions);
    records.push(record);
    count += 1;
    bytes += text.length;
    const isCheckpoint = count === (await checkpoints.nextSize());
    if (isCheckpoint || records.length >= maxBatchRecords || bytes >= maxBatchBytes) {
      yield { records, checkpoints: await checkpoints.take(count) };
      records = [];
      bytes = 0;
      onProgress(count);
    }
  }
  if (hash.digest("hex") !== digest) {
    const remedy = "repeat the import while nothing writes to the source, and no event is redacted";
    throw new TransferError("changed", `${source.name}: expected the log that was verified, got another`, remedy);
  }
  yield { records, checkpoints: await checkpoints.take(count) };
}

/** Creates a queue of checkpoints in order of size. */
function createCheckpointQueue(checkpoints: AsyncIterable<SavedCheckpoint>) {
  const iterator = checkpoints[Symbol.asyncIterator]();
  let next: SavedCheckpoint | "unread" | undefined = "unread";
  async function peek(): Promise<SavedCheckpoint | undefined> {
    if (next === "unread") {
      const { value, done } = await iterator.next();
      next = done ? undefined : value;
    }
    return next;
  }
  return {
    /** Returns the size of the next checkpoint, if there is one. */
    nextSize: async (): Promise<number | undefined> => (await peek())?.size,
    /** Takes the checkpoints up to a size. */
    async take(size: number): Promise<SavedCheckpoint[]> {
      const taken: SavedCheckpoint[] = [];
      for (let first = await peek(); first !== undefined && first.size <= size; first = await peek()) {
        taken.push(first);
        next = "unread";
      }
      return taken;
    },
  };
}

function toTransferredRecord(
  { sequence, event, opening, commit, leaf }: ExportedRecord,
  revisions: ReadonlyMap<number, number>,
): TransferredRecord {
  return {
    body: encodeEvent(withoutServerFields(event)),
    receivedMs: event.serverTimestamp === undefined ? 0 : timestampMs(event.serverTimestamp),
    commit: bytesFromHex(commit),
    leaf: bytesFromHex(leaf),
    opening: toTransferredOpening(opening, event.contentHash, revisions.get(sequence) ?? 0),
  };
}

function toTransferredOpening(opening: EventOpening, contentHash: string, revision: number): TransferredOpening {
  if ("key" in opening) {
    return { kind: "salt_key", saltKey: bytesFromHex(opening.key), contentHash: bytesFromHex(contentHash) };
  }
  const { leaves, redaction } = opening;
  const packed = leaves.map(
    (leaf): LogLeaf =>
      "path" in leaf
        ? { kind: "open", path: leaf.path, value: "", salt: bytesFromHex(leaf.salt) }
        : { kind: "redacted", digest: bytesFromHex(leaf.digest) },
  );
  const source =
    redaction &&
    create(RedactionInfoSchema, {
      fields: [...(redaction.fields ?? [])],
      method: redaction.method ?? "",
      saltId: redaction.salt_id ?? "",
    });
  return { kind: "leaves", packed: packOpening(packed, source), revision };
}
