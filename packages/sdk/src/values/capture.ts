// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasError } from "../errors/chaukas-error.js";

/** Limits of the values of an event. What is above them is cut, and the cut is marked. */
export interface ValueLimits {
  /** Maximum length of one text, in UTF-16 code units. Default: 65 536. */
  readonly maxTextLength: number;
  /**
   * Maximum length of all texts and names in one value, in UTF-16 code units. An item of a list counts as four more.
   * Default: 262 144.
   */
  readonly maxValueLength: number;
}

/** Defaults of {@link ValueLimits}. */
export const valueLimits: ValueLimits = { maxTextLength: 65_536, maxValueLength: 262_144 };

/** What the protos say of a field: whether it may hold personal data. */
export type Pii = "none" | "possible" | "likely";

/** Returns whether the field or member at a path is left out, given what the protos say of the field. */
export type DropTest = (path: readonly (string | number)[], pii: Pii) => boolean;

/** State of the conversion of the values of one event. */
export interface Capture {
  readonly limits: ValueLimits;
  /** Where a value is changed, as a JSON Pointer into the event, and how. Absent if nowhere. */
  notes: Map<string, string> | undefined;
  /** Names and indexes that lead to the current value. */
  readonly path: (string | number)[];
  readonly ancestors: object[];
  left: number;
  /** Number of changes beyond those in the notes. */
  unnoted: number;
  /** What is left out. */
  readonly drops: DropTest | undefined;
  /** Places of what was left out. */
  readonly dropped: string[];
}

const maxNotes = 32;
/** Maximum length of a place or a mark in UTF-16 code units, so that these do not make an event too large. */
const maxNoteLength = 1000;

/** Creates the state for one event. */
export function createCapture(limits: ValueLimits, drops?: DropTest): Capture {
  const left = limits.maxValueLength;
  return { limits, notes: undefined, path: [], ancestors: [], left, unnoted: 0, drops, dropped: [] };
}

/** Returns whether the current value is left out, and notes it. */
export function isDropped(capture: Capture, pii: Pii = "none"): boolean {
  const isHit = capture.drops?.(capture.path, pii) === true;
  if (isHit) {
    capture.dropped.push(pointerOf(capture.path));
  }
  return isHit;
}

function pointerOf(path: Capture["path"]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Returns a text that is not longer than the limit, and notes what is cut. Only its beginning is needed then. */
export function cutText(text: string, capture: Capture, length = text.length): string {
  const { limits, left } = capture;
  const max = Math.min(limits.maxTextLength, Math.max(0, left));
  if (length <= max) {
    capture.left = left - length;
    return text;
  }
  capture.left = left - max;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  const cut = `cut: ${length - end} characters`;
  note(capture, cut);
  return `${text.slice(0, end)}… [${cut}]`;
}

/** Halves of surrogate pairs. */
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns a text with the halves of surrogate pairs in it escaped, and notes that. */
export function captureUnicode(text: string, capture: Capture): string {
  const escaped = escapeHalves(text);
  if (escaped !== text) {
    note(capture, "escaped: half of a surrogate pair");
  }
  return escaped;
}

/** Returns a text with the halves of surrogate pairs in it escaped, such as `\ud83d`. */
export function escapeHalves(text: string): string {
  // The native test is much faster, where there is one.
  if ((text as { isWellFormed?(): boolean }).isWellFormed?.() === true) {
    return text;
  }
  return text.replace(halves, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
}

/** Notes what the current value is replaced by, and returns the text that replaces it. */
export function mark(capture: Capture, what: string): string {
  const short = shorten(what);
  note(capture, short);
  return escapeHalves(`[${short}]`);
}

function note(capture: Capture, what: string): void {
  const { path } = capture;
  capture.notes ??= new Map();
  if (capture.notes.size >= maxNotes) {
    capture.unnoted++;
  } else {
    capture.notes.set(shorten(pointerOf(path)), what);
  }
}

function shorten(text: string): string {
  return text.length > maxNoteLength ? `${text.slice(0, maxNoteLength)}…` : text;
}

/** Returns the message of anything that was thrown, even if it has none that can be read. */
export function messageOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return typeof thrown;
  }
}

/** Returns the error that refuses the current value, or a member of it. */
export function refuse({ path }: Capture, expected: string, value?: { readonly got: unknown }): ChaukasError {
  const got = value === undefined ? "" : `, got ${describe(value.got)}`;
  return new ChaukasError("invalid_event", pointerOf(path), `expected ${expected}${got}`);
}

function describe(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "an array" : "an object";
  }
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 50 ? `${text.slice(0, 50)}…` : text;
}
