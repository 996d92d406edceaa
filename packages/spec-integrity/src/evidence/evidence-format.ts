// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import type { EventOpening } from "../commitment/opening.js";
import { IntegrityError } from "../errors/integrity-error.js";
import { parseEvent, parseOpening } from "../trail/export-format.js";

/** First line of evidence (§7a). Everything that it says is a claim. */
export interface EvidenceHeader {
  readonly origin: string;
  /** The checkpoint that the proofs of all records lead to, a signed note. */
  readonly checkpoint: string;
  /** Size of the checkpoint's tree. */
  readonly size: number;
  /** The query filter that selected the records, in public JSON. Nothing proves that they are all that it selects. */
  readonly selection: JsonObject;
}

/** A record in evidence (§7a), with the proof that it is in the log. */
export interface EvidenceRecord {
  readonly sequence: number;
  readonly opening: EventOpening;
  /** The event with the fields that the server sets. */
  readonly event: Event;
  /** Inclusion proof (RFC 9162 §2.1.3) in the checkpoint's tree, in lower-case hex. */
  readonly proof: readonly string[];
}

/** Name of the format. */
export const evidenceFormat = "chaukas-evidence/1";

// Inside a string, quotation marks are escaped. The first match of `,"event":` is therefore where the event begins, and
// the last one of `,"proof":[` is where it ends.
const headPattern = /^\{"seq":(0|[1-9]\d*),"opening":(?:\{"key":"([0-9a-f]{64})"\}|(\{.*?\})),"event":/;
const proofStart = ',"proof":[';
const proofPattern = /^(?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?\]\}$/;
/** No tree of 2^53 records has a longer proof. */
const maxProofLength = 53 * '"",'.length + 53 * 64 + "]}".length;

/** Writes the first line of evidence, without a line feed. */
export function formatEvidenceHeader({ origin, checkpoint, size, selection }: EvidenceHeader): string {
  return JSON.stringify({ format: evidenceFormat, origin, checkpoint, size, selection });
}

/** Reads the first line of evidence. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseEvidenceHeader(line: string): EvidenceHeader {
  const header = parseJson(line);
  // Whatever parsing would silently repair, such as duplicate keys, is gone when the header is printed again.
  if (!isHeader(header) || formatEvidenceHeader(header) !== line) {
    const members = `"origin":…,"checkpoint":…,"size":…,"selection":…`;
    const problem = `expected {"format":"${evidenceFormat}",${members}}, got ${JSON.stringify(line.slice(0, 200))}`;
    throw new IntegrityError("malformed", "", problem, "header");
  }
  const { origin, checkpoint, size, selection } = header;
  return { origin, checkpoint, size, selection };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is EvidenceHeader {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { origin, checkpoint, size, selection } = value as Record<string, unknown>;
  const isObject = typeof selection === "object" && selection !== null && !Array.isArray(selection);
  const isSize = Number.isSafeInteger(size) && (size as number) >= 0;
  return typeof origin === "string" && typeof checkpoint === "string" && isSize && isObject;
}

/** Writes a record as a line of evidence, without a line feed. */
export function formatEvidenceLine({ sequence, opening, event, proof }: EvidenceRecord): string {
  const head = `{"seq":${sequence},"opening":${JSON.stringify(opening)}`;
  return `${head},"event":${eventToJsonString(event)},"proof":${JSON.stringify(proof)}}`;
}

/** Reads what {@link formatEvidenceLine} writes. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseEvidenceLine(line: string): EvidenceRecord {
  const [head = "", sequence, key, opening = ""] = headPattern.exec(line) ?? [];
  const end = line.lastIndexOf(proofStart);
  const proof = line.slice(end + proofStart.length);
  if (head === "" || end < head.length || proof.length > maxProofLength || !proofPattern.test(proof)) {
    throw malformed('a line {"seq":…,"opening":…,"event":…,"proof":[…]}');
  }
  if (!Number.isSafeInteger(Number(sequence))) {
    throw malformed("seq from 0 to 2^53 - 1");
  }
  return {
    sequence: Number(sequence),
    opening: key === undefined ? parseOpening(opening) : { key },
    event: parseEvent(line.slice(head.length, end)),
    proof: proof.match(/[0-9a-f]{64}/g) ?? [],
  };
}

/** Returns whether the first line of a file says that it is evidence, even if the rest of the line is malformed. */
export function isEvidence(line: string): boolean {
  return line.startsWith(`{"format":"${evidenceFormat}"`);
}

function malformed(expected: string): IntegrityError {
  return new IntegrityError("malformed", "", `expected ${expected}`, "record");
}
