// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Fault } from "../errors/fault.js";
import type { TextPosition } from "../errors/json-codec-error.js";
import { endOfString } from "./end-of-string.js";

const space = /[ \t\n\r]*/y;
const scalarEnd = /[,\]} \t\n\r]|$/g;
const bracketOrQuote = /[[\]{}"]/g;

/**
 * Returns the index of the value to which keys lead, outermost first, in JSON text whose value starts at `start`. If
 * the last key is missing, returns the index of the object that lacks it. The text must be JSON.
 */
function findPlace(text: string, keys: readonly (string | number)[], start = 0): number {
  let index = skipSpace(text, start);
  for (const key of keys) {
    const found = findChild(text, index, key);
    if (found === undefined) {
      break;
    }
    index = found;
  }
  return index;
}

/** Returns the index of a member or an element, or undefined if the value has none. */
function findChild(text: string, start: number, key: string | number): number | undefined {
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") {
    return undefined;
  }
  let index = skipSpace(text, start + 1);
  for (let count = 0; index < text.length && text[index] !== "]" && text[index] !== "}"; count++) {
    let current: string | number = count;
    if (isObject) {
      const end = endOfString(text, index);
      current = JSON.parse(text.slice(index, end)) as string;
      index = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (current === key) {
      return index;
    }
    index = skipSpace(text, endOfValue(text, index));
    if (text[index] === ",") {
      index = skipSpace(text, index + 1);
    }
  }
  return undefined;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') {
    return endOfString(text, start);
  }
  if (text[start] !== "{" && text[start] !== "[") {
    return search(text, scalarEnd, start);
  }
  let brackets = 0;
  let index = start;
  do {
    index = search(text, bracketOrQuote, index);
    if (text[index] === '"') {
      index = endOfString(text, index);
    } else {
      brackets += text[index] === "{" || text[index] === "[" ? 1 : -1;
      index++;
    }
  } while (brackets > 0 && index < text.length);
  return index;
}

function skipSpace(text: string, index: number): number {
  space.lastIndex = index;
  space.test(text);
  return space.lastIndex;
}

function search(text: string, pattern: RegExp, start: number): number {
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}

/** Creates the function that converts an index to a position. Fast if the indexes come in ascending order. */
function createPositionFinder(text: string): (index: number) => TextPosition {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf("\n");
  return (index) => {
    if (index < lineStart) {
      line = 1;
      lineStart = 0;
      lineEnd = text.indexOf("\n");
    }
    while (lineEnd !== -1 && lineEnd < index) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf("\n", lineStart);
    }
    return { line, column: index - lineStart + 1 };
  };
}

/** Creates the function that returns the position of a fault in a text, or in the value that starts at `start`. */
export function createLocator(text: string): (fault: Fault, start?: number) => TextPosition | undefined {
  const toPosition = createPositionFinder(text);
  return ({ index, keys }, start) => toPosition(index ?? findPlace(text, [...keys].reverse(), start));
}
