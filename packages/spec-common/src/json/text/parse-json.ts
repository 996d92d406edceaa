// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setOwn } from "../messages/plain-object.js";
import { endOfString } from "./end-of-string.js";

type Container = unknown[] | Record<string, unknown>;

const scalarEnd = /[,\]} \t\n\r]|$/g;

/**
 * Parses JSON text (RFC 8259) as `JSON.parse` is specified to. Throws `SyntaxError` for other text.
 *
 * Needed because V8 confuses keys since version 12.8, in Node.js 22 and later as in Chromium: after it parsed an object
 * with the key `\\`, it may read keys such as `\n` and `\"` as that one, which changes what others recorded
 * (https://github.com/nodejs/node/issues/63785). Only keys that are written with an escape are concerned, so only texts
 * that have one are parsed again, here.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return hasEscapedKey(text) ? build(text) : value;
}

function hasEscapedKey(text: string): boolean {
  let backslash = text.indexOf("\\");
  let end = 0;
  while (backslash !== -1) {
    const start = text.indexOf('"', end);
    end = endOfString(text, start);
    if (backslash < end) {
      if (isKey(text, end)) {
        return true;
      }
      backslash = text.indexOf("\\", end);
    }
  }
  return false;
}

/** Returns whether the string that ends before an index is a key. */
function isKey(text: string, end: number): boolean {
  let index = end;
  while (isSpace(text.charCodeAt(index))) {
    index++;
  }
  return text.charCodeAt(index) === 0x3a; /* : */
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Builds the value of a text that is JSON. Does not recurse, since there is no limit to nesting. */
function build(text: string): unknown {
  const root: unknown[] = [];
  const parents: Container[] = [];
  let parent: Container = root;
  let key: string | undefined;
  let index = 0;
  const add = (value: unknown) => {
    if (Array.isArray(parent)) {
      parent.push(value);
    } else {
      setOwn(parent, key as string, value);
      key = undefined;
    }
  };
  while (index < text.length) {
    const start = index++;
    const first = text[start] as string;
    if (first === "{" || first === "[") {
      const value: Container = first === "{" ? {} : [];
      add(value);
      parents.push(parent);
      parent = value;
    } else if (first === "}" || first === "]") {
      parent = parents.pop() as Container;
    } else if (first === '"') {
      index = endOfString(text, start);
      const value = JSON.parse(text.slice(start, index)) as string;
      if (key === undefined && !Array.isArray(parent)) {
        key = value;
      } else {
        add(value);
      }
    } else if (!isSpace(first.charCodeAt(0)) && first !== "," && first !== ":") {
      scalarEnd.lastIndex = index;
      index = scalarEnd.exec(text)?.index ?? text.length;
      add(JSON.parse(text.slice(start, index)));
    }
  }
  return root[0];
}
