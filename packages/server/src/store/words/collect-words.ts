// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { collectFacets } from "./facets.js";
import { toIndexedTerms } from "./search-terms.js";
import { isAscii, splitWords } from "./split-words.js";

/**
 * Maximum total size of the distinct words of one event, in bytes of UTF-8. Finding an event by its 100,000th word is a
 * task for other tools.
 */
const maxWordBytes = 512 * 1024;

/** Maximum number of bytes of UTF-8 for a unit of UTF-16. */
const maxBytesPerUnit = 3;

/** Adds the strings of a value to a list. */
type Walk = (value: unknown, strings: string[]) => void;

const walks = new Map<string, Walk>();

/**
 * Returns the distinct words of all strings of an event, with the terms that `toIndexedTerms` adds: fields of all
 * nested messages, tags, and both names and values in Structs, but not bytes. If they exceed 512 KiB, the event is found
 * only by the first ones. Before them are the terms of `collectFacets`, which no text finds.
 */
export function collectWords(event: Event): string[] {
  return [...collectFacets(event), ...toWords(collectStrings(event))];
}

/** Returns all strings of an event that have words. */
export function collectStrings(event: Event): string[] {
  const strings: string[] = [];
  walkOf(EventSchema)(event, strings);
  return strings;
}

/** Returns the words of the strings of an event, as {@link collectWords} does, without facets. */
export function toWords(strings: readonly string[]): string[] {
  // Splitting all strings at once is faster if no letter in one of them makes it slower. No word spans a line feed.
  const text = strings.join("\n");
  if (isAscii(text)) {
    const words = [...new Set(splitWords(text))];
    return text.length <= maxWordBytes ? words : words.slice(0, countFitting(words));
  }
  const words = [...new Set(toIndexedTerms(strings.flatMap(splitWords)))];
  return words.slice(0, countFitting(words));
}

function countFitting(words: readonly string[]): number {
  let length = 0;
  for (const word of words) {
    length += word.length;
  }
  if (length * maxBytesPerUnit <= maxWordBytes) {
    return words.length;
  }
  let remaining = maxWordBytes;
  const firstOver = words.findIndex((word) => {
    remaining -= Buffer.byteLength(word);
    return remaining < 0;
  });
  return firstOver === -1 ? words.length : firstOver;
}

/** Returns the function that adds the strings of messages of one type. It is derived from the descriptor once. */
function walkOf(desc: DescMessage): Walk {
  const known = walks.get(desc.typeName);
  if (known !== undefined) {
    return known;
  }
  const members: [string, Walk][] = [];
  const walk: Walk = (message, strings) => {
    const fields = message as Record<string, unknown>;
    for (const [name, walkMember] of members) {
      const value = fields[name];
      // Most strings are empty, and most messages are not set.
      if (value !== undefined && value !== "") {
        walkMember(value, strings);
      }
    }
  };
  walks.set(desc.typeName, walk);
  for (const member of desc.members) {
    const walkMember = member.kind === "oneof" ? walkOfOneof(member.fields) : walkOfField(member);
    if (walkMember !== undefined) {
      members.push([member.localName, walkMember]);
    }
  }
  return walk;
}

function walkOfOneof(fields: readonly DescField[]): Walk {
  const cases = new Map(fields.map((field) => [field.localName, walkOfField(field)]));
  return (oneof, strings) => {
    const { case: name, value } = oneof as { case: string | undefined; value?: unknown };
    if (name !== undefined) {
      cases.get(name)?.(value, strings);
    }
  };
}

function walkOfField(field: DescField): Walk | undefined {
  const element = walkOfElement(field);
  if (field.fieldKind !== "list") {
    return element;
  }
  return (
    element &&
    ((list, strings) => {
      for (const item of list as unknown[]) {
        element(item, strings);
      }
    })
  );
}

function walkOfElement(field: DescField): Walk | undefined {
  if (field.message?.typeName === "google.protobuf.Struct") {
    return walkJson;
  }
  if (field.message !== undefined) {
    return walkOf(field.message);
  }
  return field.scalar === ScalarType.STRING ? walkText : undefined;
}

const walkText: Walk = (value, strings) => {
  strings.push(value as string);
};

const walkJson: Walk = (value, strings) => {
  if (typeof value === "string") {
    strings.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) {
      walkJson(item, strings);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      strings.push(name);
      walkJson(member, strings);
    }
  }
};
