// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { type Event, EventSchema, RedactionInfoSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  contentHash,
  deriveSalts,
  digestLeaf,
  type ExportedRecord,
  formatExportHeader,
  formatExportLine,
  leafPathToPointer,
  listLeaves,
  type OpenedLeaf,
  openEvent,
} from "@chaukas/spec-integrity";
import { logOrigin, sealEvent } from "./grow-log.ts";

export type Records = readonly ExportedRecord[];

/** Writes records as an export. */
export function printExport(records: Records): string {
  const header = formatExportHeader({ origin: logOrigin, size: records.length });
  return [header, ...records.map(formatExportLine)].map((line) => `${line}\n`).join("");
}

/** Replaces the record with a sequence. */
export function replaceRecord(
  records: Records,
  sequence: number,
  replace: (record: ExportedRecord) => Partial<ExportedRecord>,
): Records {
  return records.map((record) => (record.sequence === sequence ? { ...record, ...replace(record) } : record));
}

/** Changes what an event shows. */
export function alterEvent(records: Records, sequence: number, change: (event: Event) => void): Records {
  return replaceRecord(records, sequence, (record) => {
    const event = clone(EventSchema, record.event);
    change(event);
    return { event };
  });
}

/** Changes what an event shows, and computes its content hash anew. */
export function alterWithHash(records: Records, sequence: number, change: (event: Event) => void): Records {
  return alterEvent(records, sequence, (event) => {
    change(event);
    event.contentHash = contentHash(event);
  });
}

/** Changes an event, and rebuilds the log from it on. Everything follows, but not from what was recorded. */
export function rebuildFrom(records: Records, sequence: number, change: (event: Event) => void): Records {
  const altered = alterEvent(records, sequence, change);
  const rebuilt: ExportedRecord[] = altered.slice(0, sequence);
  for (const { event } of altered.slice(sequence)) {
    rebuilt.push(sealEvent(event, rebuilt.length, rebuilt.at(-1)?.leaf ?? event.hashPrev));
  }
  return rebuilt;
}

/** Replaces an opening with a key by one with leaves. Those at the places are digests, as if they were erased. */
export function pretendRedaction(
  records: Records,
  sequence: number,
  places: readonly string[],
  fields: readonly string[] = places,
  change: (event: Event) => void = () => {},
): Records {
  return replaceRecord(records, sequence, ({ event, opening }) => {
    const leaves = listLeaves(event);
    const salts = deriveSalts(bytesFromHex("key" in opening ? opening.key : ""), leaves.length);
    const opened = leaves.map((leaf, index): OpenedLeaf => {
      const pointer = leafPathToPointer(leaf.path);
      const salt = salts[index] ?? "";
      const isErased = places.some((place) => pointer === place || pointer.startsWith(`${place}/`));
      return isErased ? { digest: digestLeaf(salt, leaf) } : { path: leaf.path, salt };
    });
    const forged = clone(EventSchema, event);
    forged.contentHash = "";
    forged.redaction = create(RedactionInfoSchema, { fields: [...fields], method: "mask" });
    change(forged);
    return { event: forged, opening: { leaves: opened } };
  });
}

/** Gives a record the commitment that its event and opening have, as a forger would who hopes that nobody looks on. */
export function recommit(records: Records, sequence: number): Records {
  return replaceRecord(records, sequence, ({ event, opening }) => {
    const opened = openEvent(event, opening);
    return opened.valid ? { commit: opened.commit } : {};
  });
}
