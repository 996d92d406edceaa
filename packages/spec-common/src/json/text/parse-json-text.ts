// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeValue, Fault } from "../errors/fault.js";
import type { CodecState } from "../messages/codec-state.js";
import { endOfString } from "./end-of-string.js";
import { findRounding } from "./find-rounding.js";
import { parseJson } from "./parse-json.js";
import { findTextFault, maxBrackets } from "./walk-json-text.js";

/**
 * Parses a text and reads its value. Rejects what parsing would silently change: duplicate keys, and numbers that a
 * double would change.
 */
export function parseJsonText<T>(text: string, state: CodecState, read: (json: unknown) => T): T {
  if (typeof text !== "string") {
    throw new Fault("wrong_type", "a string of JSON text", describeValue(text));
  }
  const { members, isSuspect } = scanJsonText(text);
  if (isSuspect) {
    refuse(text);
  }
  const value = read(parse(text));
  // Parsing keeps only one of several members with the same key, so fewer members are read than the text has.
  if (state.members !== members) {
    refuse(text);
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    refuse(text);
    throw new Fault("syntax", "JSON", String(error));
  }
}

function refuse(text: string): void {
  const fault = findTextFault(text);
  if (fault !== undefined) {
    throw fault;
  }
}

/** What a scan finds out about JSON text without parsing it. Meaningless if the text is not JSON. */
export interface JsonTextScan {
  /** Number of members in all objects. */
  readonly members: number;
  /** Whether the text has more nesting than any message, or a number that a double would change. */
  readonly isSuspect: boolean;
}

/** Scans a text. Skips the contents of strings, which makes it fast. */
export function scanJsonText(text: string): JsonTextScan {
  let members = 0;
  let brackets = 0;
  let index = 0;
  while (index < text.length) {
    switch (text.charCodeAt(index)) {
      case 0x22 /* " */:
        index = endOfString(text, index);
        break;
      case 0x3a /* : */:
        members++;
        index++;
        break;
      case 0x5b /* [ */:
      case 0x7b /* { */:
        if (++brackets > maxBrackets) {
          return { members, isSuspect: true };
        }
        index++;
        break;
      case 0x5d /* ] */:
      case 0x7d /* } */:
        brackets--;
        index++;
        break;
      case 0x2d /* - */:
      case 0x30:
      case 0x31:
      case 0x32:
      case 0x33:
      case 0x34:
      case 0x35:
      case 0x36:
      case 0x37:
      case 0x38:
      case 0x39 /* 9 */:
        {
          const start = index;
          index = endOfDigits(text, start + 1);
          if (isFraction(text.charCodeAt(index))) {
            index = endOfNumber(text, index + 1);
          }
          if (findRounding(text.slice(start, index)) !== undefined) {
            return { members, isSuspect: true };
          }
          break;
        }
      default:
        index++;
    }
  }
  return { members, isSuspect: false };
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

/** Returns the index after a number, given an index in its fraction or exponent. */
function endOfNumber(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end)) || isFraction(text.charCodeAt(end)) || isSign(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Returns whether a character after digits starts a fraction or an exponent. */
function isFraction(code: number): boolean {
  return code === 0x2e /* . */ || code === 0x45 /* E */ || code === 0x65 /* e */;
}

function isSign(code: number): boolean {
  return code === 0x2b /* + */ || code === 0x2d /* - */;
}
