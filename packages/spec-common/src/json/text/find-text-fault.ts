// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeValue, Fault, shorten, withKey } from "../errors/fault.js";

// Any integer with this many digits fits into a double exactly.
const safeLength = "-".length + 15;

/** Maximum nesting of objects and lists. A message, or an element of a list in a Struct, takes at most two levels. */
export const maxBrackets = 200;

interface Cursor {
  readonly text: string;
  index: number;
  brackets: number;
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([Ee][+-]?\d+)?/y;
const escaped = /["\\/bfnrt]|u[\dA-Fa-f]{4}/y;
const literal = /true|false|null/y;

/**
 * Finds the first place where a text is not JSON (RFC 8259), or would change its meaning when parsed: a duplicate key,
 * an integer that loses digits, or more nesting than any message has. Returns undefined if there is none.
 *
 * Slow and exact. Called only when something is known to be wrong.
 */
export function findTextFault(text: string): Fault | undefined {
  const cursor = { text, index: 0, brackets: 0 };
  try {
    readValue(cursor);
    skip(cursor, space);
    if (cursor.index < text.length) {
      throw syntaxFault(cursor, "the end of the text");
    }
    return undefined;
  } catch (error) {
    if (error instanceof Fault) {
      return error;
    }
    throw error;
  }
}

function readValue(cursor: Cursor): void {
  skip(cursor, space);
  switch (cursor.text[cursor.index]) {
    case "{":
      readBrackets(cursor, readMembers);
      break;
    case "[":
      readBrackets(cursor, readItems);
      break;
    case '"':
      readString(cursor);
      break;
    default:
      if (skip(cursor, literal) === undefined) {
        readNumber(cursor);
      }
  }
}

function readBrackets(cursor: Cursor, readContents: (cursor: Cursor) => void): void {
  if (++cursor.brackets > maxBrackets) {
    throw new Fault("too_deep", `at most ${maxBrackets} nested objects and arrays`, "more");
  }
  cursor.index++;
  skip(cursor, space);
  readContents(cursor);
  cursor.brackets--;
}

function readMembers(cursor: Cursor): void {
  const seen = new Set<string>();
  if (accept(cursor, "}")) {
    return;
  }
  do {
    skip(cursor, space);
    if (cursor.text[cursor.index] !== '"') {
      throw syntaxFault(cursor, seen.size === 0 ? 'a key in quotation marks or "}"' : "a key in quotation marks");
    }
    const key = readString(cursor);
    try {
      readMember(cursor, key, seen);
    } catch (error) {
      throw withKey(error, key);
    }
  } while (accept(cursor, ","));
  if (!accept(cursor, "}")) {
    throw syntaxFault(cursor, '"," or "}"');
  }
}

function readMember(cursor: Cursor, key: string, seen: Set<string>): void {
  if (seen.has(key)) {
    throw new Fault("duplicate_key", "every key once", `${describeValue(key)} again`);
  }
  seen.add(key);
  skip(cursor, space);
  if (!accept(cursor, ":")) {
    throw syntaxFault(cursor, '":"');
  }
  readValue(cursor);
  skip(cursor, space);
}

function readItems(cursor: Cursor): void {
  if (accept(cursor, "]")) {
    return;
  }
  let index = 0;
  try {
    do {
      readValue(cursor);
      skip(cursor, space);
      index++;
    } while (accept(cursor, ","));
  } catch (error) {
    throw withKey(error, index);
  }
  if (!accept(cursor, "]")) {
    throw syntaxFault(cursor, '"," or "]"');
  }
}

function readString(cursor: Cursor): string {
  const start = cursor.index++;
  for (;;) {
    const code = cursor.text.charCodeAt(cursor.index);
    if (Number.isNaN(code)) {
      throw syntaxFault(cursor, "the end of the string");
    }
    if (code < 0x20) {
      throw syntaxFault(cursor, "control characters only as escapes");
    }
    cursor.index++;
    if (code === 0x22 /* " */) {
      return JSON.parse(cursor.text.slice(start, cursor.index));
    }
    if (code === 0x5c /* \ */ && skip(cursor, escaped) === undefined) {
      throw syntaxFault(cursor, "an escape such as \\n or \\u00e9");
    }
  }
}

function readNumber(cursor: Cursor): void {
  const match = skip(cursor, number);
  if (match === undefined) {
    throw syntaxFault(cursor, "a JSON value");
  }
  const [digits, fraction, exponent] = match;
  if (fraction === undefined && exponent === undefined && !isExactInteger(digits)) {
    throw new Fault("out_of_range", "an integer that a double represents exactly", shorten(digits));
  }
}

function accept(cursor: Cursor, character: string): boolean {
  const isNext = cursor.text[cursor.index] === character;
  cursor.index += isNext ? 1 : 0;
  return isNext;
}

function skip(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.index;
  const match = pattern.exec(cursor.text) ?? undefined;
  cursor.index += match?.[0].length ?? 0;
  return match;
}

function syntaxFault({ text, index }: Cursor, expected: string): Fault {
  const lines = text.slice(0, index).split("\n");
  const place = `at line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
  return new Fault("syntax", expected, `${describeCharacter(text.codePointAt(index))} ${place}`);
}

function describeCharacter(codePoint: number | undefined): string {
  if (codePoint === undefined) {
    return "the end";
  }
  const character = String.fromCodePoint(codePoint);
  const isVisible = codePoint < 0x80 || !/\p{C}/u.test(character);
  return isVisible ? describeValue(character) : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Returns whether a double represents an integer exactly, or the digits are those with which JavaScript writes a
 * double, such as `1152921504606847000` for 2^60. Everything else would be rounded.
 */
export function isExactInteger(digits: string): boolean {
  if (digits.length < safeLength) {
    return true;
  }
  const number = Number(digits);
  return Number.isFinite(number) && (String(number) === digits || BigInt(number) === BigInt(digits));
}
