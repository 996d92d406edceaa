// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { collectStrings, toWords } from "./collect-words.js";
import { collectFacets } from "./facets.js";
import { maxWordLength } from "./split-words.js";

/** Returns the words that `collectWords` returns, separated by spaces. */
export function joinWords(event: Event): string {
  const strings = collectStrings(event);
  const words = joinAscii(strings) ?? toWords(strings).join(" ");
  const facets = collectFacets(event);
  return (words === "" ? facets : [...facets, words]).join(" ");
}

/** Maximum size of the words that are joined in place, in bytes. Events with more are rare. */
const maxBytes = 16_384;
const bytes = Buffer.alloc(maxBytes);

/** Lower-case form of the letters and digits of ASCII. 0 for all other characters. */
const codes = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z0-9]/i.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
});
const space = 0x20;
const lineFeed = 0x0a;

// A hash table of the words of the current event. Slots of earlier events have another number, so it is never cleared.
const slots = 2048;
const owners = new Uint32Array(slots);
const hashes = new Int32Array(slots);
const starts = new Uint16Array(slots);
const ends = new Uint16Array(slots);
/** Number of the current event. */
let current = 0;

/** Maximum number of slots to look at for one event. Only texts that are made for it need more. */
const maxProbes = 4096;
let probes = 0;

/**
 * Joins the words of strings without creating a string for each. Returns undefined for strings that are not all ASCII,
 * and for those that have too many words.
 */
function joinAscii(strings: readonly string[]): string | undefined {
  current = (current + 1) >>> 0 || restart();
  probes = 0;
  let end = 0;
  for (const string of strings) {
    const { length } = string;
    if (end + length >= maxBytes) {
      return undefined;
    }
    let start = end;
    let hash = 0;
    for (let index = 0; index <= length; index++) {
      const unit = index < length ? string.charCodeAt(index) : lineFeed;
      if (unit > 127) {
        return undefined;
      }
      const code = codes[unit] as number;
      if (code !== 0) {
        if (end - start < maxWordLength) {
          bytes[end++] = code;
          hash = (Math.imul(hash, 31) + code) | 0;
        }
      } else if (end > start) {
        if (!addWord(start, end, hash)) {
          end = start;
        } else if (probes < maxProbes) {
          bytes[end++] = space;
        } else {
          return undefined;
        }
        start = end;
        hash = 0;
      }
    }
  }
  return bytes.toString("latin1", 0, Math.max(0, end - 1));
}

/** Adds a word to the table. Returns false if it is there already. */
function addWord(start: number, end: number, hash: number): boolean {
  let slot = (hash ^ (hash >>> 16)) & (slots - 1);
  while (owners[slot] === current && probes++ < maxProbes) {
    if (hashes[slot] === hash && isSameWord(slot, start, end)) {
      return false;
    }
    slot = (slot + 1) & (slots - 1);
  }
  owners[slot] = current;
  hashes[slot] = hash;
  starts[slot] = start;
  ends[slot] = end;
  return true;
}

function isSameWord(slot: number, start: number, end: number): boolean {
  const other = starts[slot] as number;
  if ((ends[slot] as number) - other !== end - start) {
    return false;
  }
  for (let index = 0; index < end - start; index++) {
    if (bytes[other + index] !== bytes[start + index]) {
      return false;
    }
  }
  return true;
}

function restart(): number {
  owners.fill(0);
  return 1;
}
