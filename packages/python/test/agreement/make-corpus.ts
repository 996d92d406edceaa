// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  auditExport,
  bytesToHex,
  commitEvent,
  type ExportAudit,
  formatExportHeader,
  formatExportLine,
  formatRecord,
  genesisHash,
  isIntegrityError,
  leafHash,
} from "@chaukas/spec-integrity";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { type Forgery, makeForgeries } from "../../../spec-integrity/test/forge/forge.ts";
import { checkpointOf, signedCheckpointOf, trailKey, trailOrigin } from "../../../spec-integrity/test/make-trail.ts";

/** An event, and what TypeScript computes of it. */
export interface CorpusEvent {
  readonly binary: string;
  /** The event in public JSON. Absent if it has no such form. */
  readonly json?: string;
  readonly key: string;
  /** Code of the error if the event has no normal form. */
  readonly error?: string;
  readonly content_hash?: string;
  readonly commit?: string;
  readonly leaf?: string;
}

/** Generates events with any members and values of their types, other than the fields that the server sets. */
export function makeEvents(count: number, seed: number): CorpusEvent[] {
  return fc.sample(arbitraryMessage(EventSchema), { numRuns: count, seed }).map((event, index) => {
    const key = new Uint8Array(32).fill(index % 256);
    return {
      binary: Buffer.from(toBinary(EventSchema, event)).toString("base64"),
      key: bytesToHex(key),
      ...bind(event, key),
    };
  });
}

function bind(event: Event, key: Uint8Array): Omit<CorpusEvent, "binary" | "key"> {
  try {
    const { commit, contentHash } = commitEvent(event, key);
    const record = { commit, eventId: event.eventId, hashPrev: genesisHash, sequence: 0, time: "2026-01-01T00:00:00Z" };
    return { ...jsonOf(event), content_hash: contentHash, commit, leaf: leafHash(formatRecord(record)) };
  } catch (error) {
    if (isIntegrityError(error)) {
      return { error: error.code };
    }
    throw error;
  }
}

function jsonOf(event: Event): { readonly json?: string } {
  try {
    return { json: eventToJsonString(event) };
  } catch {
    // A message can have values for which the public JSON has no form, such as large integers.
    return {};
  }
}

/** A trail that may be forged, and what TypeScript finds in it. */
export interface CorpusTrail {
  readonly origin: string;
  readonly key: string;
  readonly checkpoint: string;
  readonly allow_later_redactions: boolean;
  readonly export: string;
  readonly expected: unknown;
}

/** Forges trails, and adds the honest ones that they are made from. */
export async function makeTrails(count: number, seed: number): Promise<CorpusTrail[]> {
  const trails: Promise<CorpusTrail>[] = [];
  const honest = new Set<Forgery["honest"]>();
  for (const forgery of makeForgeries(count, seed)) {
    if (!honest.has(forgery.honest)) {
      honest.add(forgery.honest);
      trails.push(judge({ ...forgery, records: forgery.honest.records }, 0));
    }
    trails.push(judge(forgery, trails.length));
  }
  return Promise.all(trails);
}

/** Checkpoints of logs by size, since signing takes longer than everything else. */
const notes = new WeakMap<Forgery["honest"], Map<number, string>>();

function signedCheckpoint(honest: Forgery["honest"], size: number): string {
  const known = notes.get(honest) ?? new Map<number, string>();
  notes.set(honest, known);
  const note = known.get(size) ?? signedCheckpointOf(honest.records, size);
  known.set(size, note);
  return note;
}

/** Judges a trail against the whole log. Every third one may show later redactions, every fifth ends too early. */
async function judge({ records, honest }: Pick<Forgery, "records" | "honest">, index: number): Promise<CorpusTrail> {
  const log = honest.records;
  const size = index % 5 === 4 ? Math.ceil(log.length / 2) : log.length;
  const allowLaterRedactions = index % 3 === 2;
  const lines = [formatExportHeader({ origin: trailOrigin, size: records.length }), ...records.map(formatExportLine)];
  const text = lines.map((line) => `${line}\n`).join("");
  const faults: unknown[] = [];
  const expectation = { origin: trailOrigin, checkpoints: [checkpointOf(log, size)], allowLaterRedactions };
  const result = await auditExport(new Blob([text]).stream(), expectation, {
    onFault: ({ code, sequence, message }, line) => faults.push([line, code, sequence ?? null, message]),
  });
  return {
    origin: trailOrigin,
    key: trailKey,
    checkpoint: signedCheckpoint(honest, size),
    allow_later_redactions: allowLaterRedactions,
    export: text,
    expected: { ...summarize(result), found: faults },
  };
}

function summarize({ verdict, records, redacted, root, checkpoints, missing, conditions, ...found }: ExportAudit) {
  return {
    verdict,
    records,
    redacted,
    root: root === undefined ? null : bytesToHex(root),
    checkpoints: checkpoints.map(({ size, state }) => [size, state]),
    missing: missing.map(({ start, end }) => [start, end]),
    conditions: conditions.map(({ code, sequence, message }) => [code, sequence ?? null, message]),
    faults: Object.fromEntries(found.faults),
    at_end: (found.atEnd ?? []).map(({ code, sequence, message }) => [code, sequence ?? null, message]),
  };
}
