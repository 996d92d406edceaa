// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import type { Random } from "../../events/random.ts";
import { type JsonArrayTree, type JsonObjectTree, type JsonPlace, type JsonTree, placesIn } from "./json-tree.ts";
import { anys, base64s, enums, keys, numbers, numericTexts, strings, timestamps, wrongKinds } from "./json-values.ts";

type Mutate = (root: JsonTree, random: Random) => void;

/** Values that fit the kind of a member, or nearly. */
const fittingOf = new Map<string, readonly string[]>();
const fields: DescField[] = [];
collectFields(EventSchema, new Set());
for (const name of ["value", "@value"]) {
  fittingOf.set(name, base64s);
}
const anyValue = [...numbers, ...numericTexts, ...strings, ...wrongKinds, ...enums, ...base64s, ...timestamps, ...anys];
const leaf = (raw: string): JsonTree => ({ raw });

/** Changes the tree of a JSON text in one way, and returns the name of that. */
export function mutateJson(root: JsonTree, random: Random): string {
  const name = random.pick(Object.keys(mutations)) as keyof typeof mutations;
  mutations[name](root, random);
  return `JSON: ${name}`;
}

const mutations = {
  "member order": (root, random) => {
    const { members } = pickObject(root, random);
    members.sort(() => random.next() - 0.5);
  },
  "duplicate member": (root, random) => {
    const { members } = pickObject(root, random);
    const member = members.length > 0 ? random.pick(members) : { key: '"a"', value: leaf("1") };
    const value = random.chance(0.5) ? member.value : leaf(random.pick(anyValue));
    insert(members, { key: random.chance(0.3) ? respell(member.key, random) : member.key, value }, random);
  },
  "both names of a member": (root, random) => {
    const { members } = pickObject(root, random);
    if (members.length > 0) {
      const { key, value } = random.pick(members);
      insert(members, { key: otherName(key), value: random.chance(0.3) ? leaf("null") : value }, random);
    }
  },
  "key in the other style": (root, random) => {
    const { member } = pickPlace(root, random);
    if (member !== undefined) {
      member.key = otherName(member.key);
    }
  },
  "key with escapes": (root, random) => {
    const { member } = pickPlace(root, random);
    if (member !== undefined) {
      member.key = respell(member.key, random);
    }
  },
  "deep nesting": (root, random) => {
    const place = pickPlace(root, random);
    const depth = random.chance(0.03)
      ? 20_000
      : random.pick([5, 20, 30, 31, 32, 33, 34, 40, 45, 48, 49, 50, 93, 98, 101]);
    const [open, close] = random.pick([
      ["[", "]"],
      ['{"a":', "}"],
    ] as const);
    place.replace(leaf(`${open.repeat(depth)}${random.pick(["1", '"x"', "[]", "{}", "null"])}${close.repeat(depth)}`));
  },
  number: (root, random) => pickPlace(root, random).replace(leaf(random.pick(numbers))),
  "number in a string": (root, random) => pickPlace(root, random).replace(leaf(random.pick(numericTexts))),
  "number of a numeric member": (root, random) => {
    const { members } = root as JsonObjectTree;
    const field = random.pick(fields.filter(isNumeric));
    const value = leaf(random.pick(random.chance(0.7) ? numbers : numericTexts));
    insert(members ?? [], ...inContent(field, value, random));
  },
  string: (root, random) => pickPlace(root, random).replace(leaf(random.pick(strings))),
  "wrong kind": (root, random) => pickPlace(root, random).replace(leaf(random.pick(wrongKinds))),
  null: (root, random) => {
    const { members } = pickObject(root, random);
    const isAll = random.chance(0.2);
    for (const member of members) {
      if (isAll || random.chance(0.3)) {
        member.value = leaf("null");
      }
    }
  },
  "value of the kind": (root, random) => {
    const places = placesIn(root).filter(({ name }) => fittingOf.has(name));
    const place = places.length > 0 ? random.pick(places) : pickPlace(root, random);
    place.replace(leaf(random.pick(fittingOf.get(place.name) ?? anyValue)));
  },
  "unknown member": (root, random) => {
    const { members } = pickObject(root, random);
    insert(members, { key: random.pick(keys), value: leaf(random.pick(wrongKinds)) }, random);
  },
  "known member": (root, random) => {
    const { members } = pickObject(root, random);
    const { name, jsonName } = random.pick(fields);
    const key = random.chance(0.5) ? name : jsonName;
    const value = leaf(random.pick(random.chance(0.7) ? (fittingOf.get(name) ?? anyValue) : anyValue));
    insert(members, { key: `"${key}"`, value }, random);
  },
  timestamp: (root, random) => {
    const places = placesIn(root).filter(({ name }) => fittingOf.get(name) === timestamps);
    (places.length > 0 ? random.pick(places) : pickPlace(root, random)).replace(leaf(random.pick(timestamps)));
  },
  enum: (root, random) => {
    const places = placesIn(root).filter(({ name }) => fittingOf.get(name) === enums);
    (places.length > 0 ? random.pick(places) : pickPlace(root, random)).replace(leaf(random.pick(enums)));
  },
  extensions: (root, random) => {
    const list = { items: Array.from({ length: 1 + random.integer(2) }, () => leaf(random.pick(anys))) };
    const { members = [] } = root as JsonObjectTree;
    replaceMember(members, '"extensions"', list);
  },
  "bytes of an extension": (root, random) => {
    const value = leaf(random.pick(base64s));
    const [type, bytes] = random.pick([
      ['"type_url"', '"value"'],
      ['"@type"', '"@value"'],
    ] as const);
    const any = {
      members: [
        { key: type, value: leaf('"example.com/acme.Note"') },
        { key: bytes, value },
      ],
    };
    replaceMember((root as JsonObjectTree).members ?? [], '"extensions"', { items: [any] });
  },
  "values in a Struct": (root, random) => {
    const members = Array.from({ length: 1 + random.integer(3) }, (_, index) => ({
      key: random.chance(0.3) ? random.pick(keys) : `"k${index}"`,
      value: leaf(random.pick(random.chance(0.5) ? numbers : anyValue)),
    }));
    const value = random.chance(0.3)
      ? { members: [{ key: '"in"', value: { items: members.map((each) => each.value) } }] }
      : { members };
    replaceMember((root as JsonObjectTree).members ?? [], '"metadata"', value);
  },
  "content of a kind": (root, random) => {
    const { members = [] } = root as JsonObjectTree;
    const content = members.find(({ key }) => key === '"content"')?.value;
    const kind = leaf(
      random.pick([
        '"message"',
        '"error"',
        '"error_info"',
        '"policy"',
        '"state_update"',
        '"redaction_record"',
        '"x"',
        "null",
      ]),
    );
    if (content !== undefined && "members" in content) {
      replaceMember(content.members, '"kind"', kind);
    } else {
      const name = random.pick(['"toolCall"', '"message"', '"error"', '"stateUpdate"', '"policy"', '"mcp_call"']);
      insert(members, { key: name, value: leaf(random.pick(["{}", "null", '{"id":"x"}', '{"a":1}'])) }, random);
    }
  },
  "removed member": (root, random) => {
    const { members } = pickObject(root, random);
    members.splice(random.integer(members.length), 1);
  },
  "moved value": (root, random) => {
    const { value } = pickPlace(root, random);
    pickPlace(root, random).replace(structuredClone(value));
  },
  "list for one": (root, random) => {
    const place = pickPlace(root, random);
    const isList = "items" in place.value;
    place.replace(isList ? ((place.value as JsonArrayTree).items[0] ?? leaf("null")) : { items: [place.value] });
  },
  "white space and syntax": (root, random) => {
    const place = pickPlace(root, random);
    const around = random.pick([
      " ",
      "\t\r\n",
      "\u00a0",
      "\ufeff",
      "/**/",
      "//x\n",
      ",",
      "\f",
      "\u2028",
      ":",
      "}",
      "]",
      "\u0000",
    ]);
    const { value } = place;
    if ("raw" in value) {
      value.raw = random.chance(0.5) ? `${value.raw}${around}` : `${around}${value.raw}`;
    } else {
      place.replace(leaf(`${around}{}`));
    }
  },
  "many items": (root, random) => {
    const item = random.pick(['"a"', "null", "{}", "1", `"${"a".repeat(100)}"`]);
    const list = Array.from({ length: random.pick([255, 256, 257, 1000]) }, () => leaf(item));
    const key = random.pick(['"tags"', '"pii_categories"', '"extensions"', '"metadata"']);
    replaceMember((root as JsonObjectTree).members ?? [], key, { items: list });
  },
} satisfies Record<string, Mutate>;

function collectFields(desc: DescMessage, seen: Set<DescMessage>): void {
  if (seen.has(desc)) {
    return;
  }
  seen.add(desc);
  for (const field of desc.fields) {
    fields.push(field);
    for (const name of [field.name, field.jsonName]) {
      fittingOf.set(name, fittingValues(field));
    }
    if (field.message !== undefined && !field.message.typeName.startsWith("google.")) {
      collectFields(field.message, seen);
    }
  }
}

function fittingValues(field: DescField): readonly string[] {
  if (field.enum !== undefined) {
    return enums;
  }
  switch (field.message?.typeName) {
    case undefined:
      return field.scalar === ScalarType.STRING ? strings : [...numbers, ...numericTexts];
    case "google.protobuf.Timestamp":
      return timestamps;
    case "google.protobuf.Any":
      return anys;
    default:
      return wrongKinds;
  }
}

function isNumeric({ scalar }: DescField): boolean {
  return scalar !== undefined && scalar !== ScalarType.STRING && scalar !== ScalarType.BOOL;
}

/** Returns a member for a field of a message inside an event, in ProtoJSON or public JSON. */
function inContent({ name, parent }: DescField, value: JsonTree, random: Random) {
  const own = { members: [{ key: `"${name}"`, value }] };
  const holder = EventSchema.fields.find(({ message }) => message === parent);
  if (holder === undefined) {
    return [{ key: `"${name}"`, value }, random] as const;
  }
  if (holder.oneof !== undefined && random.chance(0.5)) {
    const kind = { policy: "policy_decision", error: "error_info" }[holder.name] ?? holder.name;
    own.members.unshift({ key: '"kind"', value: leaf(`"${kind}"`) });
    return [{ key: '"content"', value: own }, random] as const;
  }
  return [{ key: `"${holder.name}"`, value: own }, random] as const;
}

function pickPlace(root: JsonTree, random: Random): JsonPlace {
  const places = placesIn(root);
  return places.length > 0 ? random.pick(places) : { value: root, member: undefined, name: "", replace: () => {} };
}

/** Picks an object, more often the outermost one. */
function pickObject(root: JsonTree, random: Random): JsonObjectTree {
  const all = [root, ...placesIn(root).map(({ value }) => value)].filter((tree) => "members" in tree);
  return (random.chance(0.4) ? all[0] : all.length > 0 ? random.pick(all) : undefined) ?? { members: [] };
}

function insert<T>(list: T[], item: T, random: Random): void {
  list.splice(random.integer(list.length + 1), 0, item);
}

function replaceMember(members: JsonObjectTree["members"], key: string, value: JsonTree): void {
  const at = members.findIndex((member) => member.key === key);
  members.splice(at === -1 ? members.length : at, at === -1 ? 0 : 1, { key, value });
}

/** Writes a character of a key as an escape, which is the same key. */
function respell(key: string, random: Random): string {
  const at = 1 + random.integer(Math.max(1, key.length - 2));
  const code = key.charCodeAt(at);
  return /^"[\w@]+"$/.test(key)
    ? `${key.slice(0, at)}\\u${code.toString(16).padStart(4, "0")}${key.slice(at + 1)}`
    : key;
}

/** Turns snake case into camel case, and the other way around. */
function otherName(key: string): string {
  return key.includes("_")
    ? key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
