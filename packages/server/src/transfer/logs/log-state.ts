// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError, parseCheckpoint } from "@chaukas/spec-integrity";
import type { SavedCheckpoint } from "../../store/contract/event-log.js";
import { isSealedBox, type SealedBox } from "./sealed-box.js";

/**
 * The first line of a state file, which holds what belongs to a log but is not part of an export with proofs: the signed
 * checkpoints and, if the operator asks for them, the keys of callers. One line for each checkpoint follows, in order of
 * size, then the keys, then a line with the number of lines between.
 */
export interface StateHeader {
  readonly origin: string;
  /** Size of the log in the export that belongs to it. */
  readonly size: number;
}

/** A line of a state file after the first. */
export type StateLine =
  | { readonly kind: "checkpoint"; readonly checkpoint: SavedCheckpoint; readonly origin: string }
  | { readonly kind: "keys"; readonly box: SealedBox }
  | { readonly kind: "end"; readonly lines: number };

/** Name of the format. */
const stateFormat = "chaukas-log-state/1";

/** Writes the first line of a state file, without a line feed. */
export function formatStateHeader({ origin, size }: StateHeader): string {
  return JSON.stringify({ format: stateFormat, origin, size });
}

/** Writes another line of a state file, without a line feed. */
export function formatStateLine(line: StateLine): string {
  switch (line.kind) {
    case "checkpoint": {
      const { note, signedMs } = line.checkpoint;
      return JSON.stringify({ checkpoint: note, signed_at: new Date(signedMs).toISOString() });
    }
    case "keys":
      return JSON.stringify({ keys: line.box });
    case "end":
      return JSON.stringify({ end: line.lines });
  }
}

/** Reads the first line of a state file. Returns undefined for any other text. */
export function parseStateHeader(text: string): StateHeader | undefined {
  const { format, origin, size } = parseObject(text);
  return format === stateFormat && typeof origin === "string" && isCount(size) ? { origin, size } : undefined;
}

/** Reads another line of a state file. Returns undefined for any other text. */
export function parseStateLine(text: string): StateLine | undefined {
  const { checkpoint, signed_at: signedAt, keys, end } = parseObject(text);
  if (typeof checkpoint === "string" && typeof signedAt === "string") {
    return parseSavedCheckpoint(checkpoint, Date.parse(signedAt));
  }
  if (isSealedBox(keys)) {
    return { kind: "keys", box: keys };
  }
  return isCount(end) ? { kind: "end", lines: end } : undefined;
}

function parseSavedCheckpoint(note: string, signedMs: number): StateLine | undefined {
  try {
    const { origin, size, root } = parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
    return Number.isSafeInteger(signedMs)
      ? { kind: "checkpoint", checkpoint: { size, root, note, signedMs }, origin }
      : undefined;
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
