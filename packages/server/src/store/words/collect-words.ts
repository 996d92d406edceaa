// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { splitWords } from "./split-words.js";

/**
 * Most bytes that the different words of one event may take in UTF-8. A tsvector of PostgreSQL holds 1 MiB, and
 * whoever needs to find an event by its 100,000th word is better served by another tool.
 */
const maxWordBytes = 512 * 1024;

type Visit = (text: string) => unknown;
type Walk = (value: unknown, visit: Visit) => void;

const walks = new Map<string, Walk>();

/**
 * Different words of all strings of an event, as `splitWords` gives them: fields of every message in it, tags, and
 * both names and values in Structs, but no bytes. An event whose words take more than 512 KiB is found only by the
 * words that come first.
 */
export function collectWords(event: Event): string[] {
  const strings: string[] = [];
  walkOf(EventSchema)(event, (text) => strings.push(text));
  // Split in one go, which is faster: no word goes across the end of a line.
  const words = [...new Set(splitWords(strings.join("\n")))];
  return words.slice(0, countThatFit(words));
}

function countThatFit(words: readonly string[]): number {
  let room = maxWordBytes;
  const tooMany = words.findIndex((word) => {
    room -= Buffer.byteLength(word);
    return room < 0;
  });
  return tooMany === -1 ? words.length : tooMany;
}

/** How to visit the strings of messages of one type, worked out once from its descriptor. */
function walkOf(desc: DescMessage): Walk {
  const known = walks.get(desc.typeName);
  if (known !== undefined) {
    return known;
  }
  const members: [string, Walk][] = [];
  const walk: Walk = (message, visit) => {
    const fields = message as Record<string, unknown>;
    for (const [name, walkMember] of members) {
      const value = fields[name];
      if (value !== undefined) {
        walkMember(value, visit);
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
  return (oneof, visit) => {
    const { case: name, value } = oneof as { case: string | undefined; value?: unknown };
    if (name !== undefined) {
      cases.get(name)?.(value, visit);
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
    ((list, visit) => {
      for (const item of list as unknown[]) {
        element(item, visit);
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

const walkText: Walk = (value, visit) => visit(value as string);

const walkJson: Walk = (value, visit) => {
  if (typeof value === "string") {
    visit(value);
  } else if (Array.isArray(value)) {
    for (const item of value) {
      walkJson(item, visit);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      visit(name);
      walkJson(member, visit);
    }
  }
};
