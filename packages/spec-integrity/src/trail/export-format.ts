// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJsonString, isJsonCodecError } from "@chaukas/spec-common/json";
import { type EventOpening, redactionFromJson, redactionToJson } from "../commitment/opening.js";
import { hasHashAt } from "../encoding/hex.js";
import { isLeafPath } from "../encoding/leaf-path.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** First line of an export (§7). Everything that it says is a claim. */
export interface ExportHeader {
  readonly origin: string;
  /** Number of records that follow, from the first record of the log on. */
  readonly size: number;
}

/** A record in an export (§7), with everything that is needed to verify it. */
export interface ExportedRecord {
  readonly sequence: number;
  /** The event with the fields that the server sets. */
  readonly event: Event;
  readonly opening: EventOpening;
  /** Commitment to the event, in lower-case hex. */
  readonly commit: string;
  /** Hash of the leaf, in lower-case hex. */
  readonly leaf: string;
}

/** Name of the format and of the profile. */
export const integrityProfile = "chaukas-integrity/1";

const headerPattern = /^\{"format":"chaukas-integrity\/1","origin":("[^"\\\p{Cc}]+"),"size":(0|[1-9]\d*)\}$/u;
const seqKey = '{"seq":';
const leafKey = ',"leaf":"';
const commitKey = '","commit":"';
const openingKey = '","opening":';
const eventKey = ',"event":';
const keyStart = '{"key":"';
const hashLength = 64;
const sequencePattern = /^(?:0|[1-9]\d*)$/;

/** Writes the first line of an export, without a line feed. */
export function formatExportHeader({ origin, size }: ExportHeader): string {
  return JSON.stringify({ format: integrityProfile, origin, size });
}

/** Reads the first line of an export. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseExportHeader(line: string): ExportHeader {
  const [, origin = '""', size = ""] = headerPattern.exec(line) ?? [];
  if (size === "" || !Number.isSafeInteger(Number(size))) {
    const problem = `expected {"format":"${integrityProfile}","origin":…,"size":…}, got ${JSON.stringify(line.slice(0, 200))}`;
    throw new IntegrityError("malformed", "", problem, "header");
  }
  return { origin: JSON.parse(origin), size: Number(size) };
}

/** Writes a record as a line of an export, without a line feed. */
export function formatExportLine({ sequence, event, opening, commit, leaf }: ExportedRecord): string {
  const head = `{"seq":${sequence},"leaf":"${leaf}","commit":"${commit}","opening":${JSON.stringify(opening)}`;
  return `${head},"event":${eventToJsonString(event)}}`;
}

/** Reads what {@link formatExportLine} writes. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseExportLine(line: string): ExportedRecord {
  const { seq, leaf, commit, opening, event } = splitLine(line);
  const sequence = Number(seq);
  if (!Number.isSafeInteger(sequence)) {
    throw malformed("seq from 0 to 2^53 - 1");
  }
  return { sequence, event: parseEvent(event), opening: parseOpening(opening), commit, leaf };
}

/**
 * Returns whether a text that is a line has the opening of an event that was not redacted. Meaningless for other texts.
 *
 * @internal
 */
export function hasKeyOpening(line: string): boolean {
  const openingAt = line.indexOf(openingKey) + openingKey.length;
  return line.startsWith(keyStart, openingAt);
}

/** The texts of the members of a line. */
interface LineParts {
  readonly seq: string;
  readonly leaf: string;
  readonly commit: string;
  readonly opening: string;
  readonly event: string;
}

/** Cuts a line at its keys, which all but the sequence and the opening put at a fixed distance. */
function splitLine(line: string): LineParts {
  const leafAt = line.indexOf(leafKey) + leafKey.length;
  const commitAt = leafAt + hashLength + commitKey.length;
  const openingAt = commitAt + hashLength + openingKey.length;
  // Inside a string, quotation marks are escaped. The first match is therefore where the event begins.
  const openingEnd = line.indexOf(eventKey, openingAt);
  const seq = line.slice(seqKey.length, leafAt - leafKey.length);
  const isLine =
    line.startsWith(seqKey) &&
    sequencePattern.test(seq) &&
    hasHashAt(line, leafAt) &&
    line.startsWith(commitKey, leafAt + hashLength) &&
    hasHashAt(line, commitAt) &&
    line.startsWith(openingKey, commitAt + hashLength) &&
    openingEnd !== -1 &&
    line.endsWith("}");
  if (!isLine) {
    throw malformed('a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}');
  }
  return {
    seq,
    leaf: line.slice(leafAt, leafAt + hashLength),
    commit: line.slice(commitAt, commitAt + hashLength),
    opening: line.slice(openingAt, openingEnd),
    event: line.slice(openingEnd + eventKey.length, -1),
  };
}

/**
 * Reads the event of a line. Throws an `IntegrityError` of code `malformed` for other texts.
 *
 * @internal
 */
export function parseEvent(text: string): Event {
  try {
    return eventFromJsonString(text);
  } catch (error) {
    if (isJsonCodecError(error)) {
      throw new IntegrityError(
        "malformed",
        `/event${error.path}`,
        `expected ${error.expected}, found ${error.found}`,
        "record",
      );
    }
    throw error;
  }
}

/**
 * Reads the opening of a line. Throws an `IntegrityError` of code `malformed` for other texts.
 *
 * @internal
 */
export function parseOpening(text: string): EventOpening {
  // Most openings are a key, whose text needs no parser.
  const keyEnd = keyStart.length + hashLength;
  if (text.startsWith(keyStart) && hasHashAt(text, keyStart.length) && text.slice(keyEnd) === '"}') {
    return { key: text.slice(keyStart.length, keyEnd) };
  }
  let opening: unknown;
  try {
    opening = JSON.parse(text);
  } catch {
    throw malformed("an opening in JSON");
  }
  // Whatever parsing would silently repair, such as duplicate keys, is gone when the opening is printed again.
  if (!isOpening(opening) || JSON.stringify(inOrder(opening)) !== text) {
    throw malformed("an opening with a key, or with leaves");
  }
  return opening;
}

/** Returns the opening as {@link formatExportLine} writes it, with its members in order and none that are empty. */
function inOrder(opening: EventOpening): EventOpening {
  if ("key" in opening) {
    return opening;
  }
  const { leaves, redaction } = opening;
  return {
    leaves: leaves.map((leaf) => ("path" in leaf ? { path: leaf.path, salt: leaf.salt } : leaf)),
    ...(redaction !== undefined && { redaction: redactionToJson(redactionFromJson(redaction)) }),
  };
}

function isOpening(value: unknown): value is EventOpening {
  if (hasOnly(value, ["key"])) {
    return typeof value["key"] === "string";
  }
  return hasOnly(value, ["leaves", "redaction"]) && Array.isArray(value["leaves"])
    ? value["leaves"].every(isOpenedLeaf) && (value["redaction"] === undefined || isRedaction(value["redaction"]))
    : false;
}

function isOpenedLeaf(value: unknown): boolean {
  return hasOnly(value, ["digest"])
    ? typeof value["digest"] === "string"
    : hasOnly(value, ["path", "salt"]) && isLeafPath(value["path"]) && typeof value["salt"] === "string";
}

function isRedaction(value: unknown): boolean {
  if (!hasOnly(value, ["fields", "method", "salt_id"])) {
    return false;
  }
  const { fields = [], method = "", salt_id = "" } = value;
  const isText = (text: unknown) => typeof text === "string";
  return Array.isArray(fields) && fields.every(isText) && isText(method) && isText(salt_id);
}

function hasOnly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.keys(value).every((key) => keys.includes(key));
}

function malformed(expected: string): IntegrityError {
  return new IntegrityError("malformed", "", `expected ${expected}`, "record");
}
