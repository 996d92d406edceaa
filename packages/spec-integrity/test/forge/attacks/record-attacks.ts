// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { RedactionInfoSchema, type RedactionRecord, RedactionRecordSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  deriveSalts,
  digestLeaf,
  type ExportedRecord,
  listLeaves,
  openEvent,
} from "@chaukas/spec-integrity";
import { appendEvent, makeRedactionRecord } from "../../make-trail.ts";
import { recordOf } from "../make-honest-log.ts";
import type { Random } from "../random.ts";
import { type Attack, attackRecord, editEvent } from "./attack.ts";
import { editJson } from "./edit-json.ts";

/** Attacks that change what the records of redactions say, or that add such records. */
export const recordAttacks: Readonly<Record<string, Attack>> = {
  "insert a redaction record": (records, { random }) => {
    const place = random.integer(records.length + 1);
    const made = vouch(records, random, place);
    return made && [...records.slice(0, place), made, ...records.slice(place)];
  },
  "append a redaction record": (records, { random }) => {
    const made = vouch(records, random, records.length);
    return made && [...records, made];
  },
  "put a redaction record in place of an event": (records, { random }) => {
    const place = random.integer(records.length);
    const made = vouch(records, random, place);
    return made && records.with(place, made);
  },
  "let a redaction record vouch": (records, { random }) => {
    const candidates = records.filter(isRecord);
    const target = candidates.length > 0 ? random.pick(candidates) : undefined;
    const about = records.find(({ sequence }) => target && BigInt(sequence) === recordOf(target)?.sequence);
    const shown = about && shownBy(about);
    return target && shown && records.map((record) => (record === target ? changeRecord(record, shown) : record));
  },
  "change a redaction record": attackRecord(
    (record, { random, honest }) =>
      changeRecord(record, pickRecordChange(recordOf(record) as RedactionRecord, honest.records, random)),
    isRecord,
  ),
  "replay a redaction record": attackRecord((record, { random, honest, other }) => {
    const candidates = [...honest.records, ...other.records].flatMap((source) => recordOf(source) ?? []);
    return candidates.length === 0 ? undefined : changeRecord(record, random.pick(candidates));
  }, isRecord),
  "swap the ordinals of redaction records": (records, { random }) => {
    const [one, other] = random.shuffle(records.filter(isRecord));
    if (one === undefined || other === undefined) {
      return undefined;
    }
    const [first, second] = [recordOf(one) as RedactionRecord, recordOf(other) as RedactionRecord];
    const changes = random.chance(0.5) ? [{ ordinal: second.ordinal }, { ordinal: first.ordinal }] : [second, first];
    return records.map((record) =>
      record === one
        ? changeRecord(one, changes[0] ?? {})
        : record === other
          ? changeRecord(other, changes[1] ?? {})
          : record,
    );
  },
  "show a redaction record as metadata": attackRecord((record) => {
    const event = editEvent(record.event, (json) => {
      json["metadata"] = { redaction_record: json["content"] ?? null };
      delete json["content"];
    });
    return event && { event };
  }, isRecord),
  "let a redaction record vouch that is redacted itself": (records, { random }) => {
    const candidates = records.filter((record) => isRecord(record) && "key" in record.opening);
    const target = candidates.length > 0 ? random.pick(candidates) : undefined;
    const about = records.find(({ sequence }) => target && BigInt(sequence) === recordOf(target)?.sequence);
    const event =
      about && editEvent(about.event, (json) => editJson(json["metadata"] ?? json["content"] ?? {}, random));
    const shown = about && event && shownBy({ ...about, event });
    if (target === undefined || shown === undefined || event === undefined) {
      return undefined;
    }
    const vouching = changeRecord(hideRecord(target), shown);
    return records.map((record) => (record === target ? vouching : record === about ? { ...about, event } : record));
  },
};

/** Opens a redaction record by its leaves, and claims that all of its content is erased. */
function hideRecord(record: ExportedRecord): ExportedRecord {
  const { event, opening } = record;
  const leaves = listLeaves(event);
  const salts = deriveSalts(bytesFromHex("key" in opening ? opening.key : ""), leaves.length);
  const digests = leaves.map((leaf, index) => ({ digest: digestLeaf(salts[index] as string, leaf) }));
  const redaction = create(RedactionInfoSchema, { fields: ["/redaction_record"], method: "mask" });
  return { ...record, event: { ...event, contentHash: "", redaction }, opening: { leaves: digests } };
}

function isRecord(record: ExportedRecord): boolean {
  return recordOf(record) !== undefined;
}

/** What an event shows now, as a redaction record would say it. Undefined for one that is not redacted. */
function shownBy({
  event,
  opening,
}: ExportedRecord): Pick<RedactionRecord, "shownHash" | "erased" | "fields"> | undefined {
  const opened = openEvent(event, opening);
  const shown = opened.valid ? opened.redaction : undefined;
  return shown && { shownHash: shown.shownHash, erased: shown.erased.map(BigInt), fields: [...shown.places] };
}

/** Makes a record, for a place in the trail, that vouches for what an event before it shows. */
function vouch(records: readonly ExportedRecord[], random: Random, place: number): ExportedRecord | undefined {
  const redacted = records.slice(0, place).filter((record) => shownBy(record) !== undefined);
  if (redacted.length === 0) {
    return undefined;
  }
  const about = random.pick(redacted);
  const sequence = BigInt(about.sequence);
  const earlier = records.slice(0, place).filter((record) => recordOf(record)?.sequence === sequence).length;
  const members = { sequence, ordinal: earlier + 1, method: "mask", ...shownBy(about) };
  return appendEvent(records.slice(0, place), makeRedactionRecord(place, about.event, members)).at(-1);
}

function changeRecord(record: ExportedRecord, members: Partial<RedactionRecord>): ExportedRecord {
  const value = Object.assign(clone(RedactionRecordSchema, recordOf(record) as RedactionRecord), members);
  return { ...record, event: { ...record.event, content: { case: "redactionRecord", value } } };
}

function pickRecordChange(
  { ordinal, sequence, fields, erased }: RedactionRecord,
  records: readonly ExportedRecord[],
  random: Random,
): Partial<RedactionRecord> {
  const other = random.pick(records);
  return random.pick([
    { ordinal: random.pick([ordinal + 1, ordinal - 1, 0]) },
    { sequence: random.pick([sequence + 1n, sequence - 1n, BigInt(other.sequence)]) },
    { sequence: BigInt(other.sequence), eventId: other.event.eventId },
    { eventId: other.event.eventId },
    { fields: random.pick([fields.slice(1), [...fields, "/metadata"], random.shuffle(fields), []]) },
    { erased: random.pick([erased.slice(1), [...erased, 99n], erased.map((index) => index + 1n), []]) },
    { shownHash: "0".repeat(64) },
    { method: "none" },
    { reason: "forged" },
    { requestedBy: "nobody" },
    { operator: "root", keyId: "x" },
  ]);
}
