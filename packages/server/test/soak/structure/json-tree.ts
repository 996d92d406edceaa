// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** JSON as a tree that keeps what values do not: the order of members, repeated keys, and the spelling of each leaf. */
export type JsonTree = JsonLeaf | JsonObjectTree | JsonArrayTree;

interface JsonLeaf {
  /** Text, which need not be JSON. */
  raw: string;
}

export interface JsonObjectTree {
  members: JsonMember[];
}

interface JsonMember {
  /** Text of the key, with its quotes. */
  key: string;
  value: JsonTree;
}

export interface JsonArrayTree {
  items: JsonTree[];
}

/** Converts a value of `JSON.parse` to a tree. */
export function treeFromJson(json: unknown): JsonTree {
  if (Array.isArray(json)) {
    return { items: json.map(treeFromJson) };
  }
  if (typeof json !== "object" || json === null) {
    return { raw: Object.is(json, -0) ? "-0" : JSON.stringify(json) };
  }
  return {
    members: Object.entries(json).map(([key, value]) => ({ key: JSON.stringify(key), value: treeFromJson(value) })),
  };
}

/** Writes the text of a tree. */
export function treeToText(tree: JsonTree): string {
  if ("raw" in tree) {
    return tree.raw;
  }
  return "items" in tree
    ? `[${tree.items.map(treeToText).join(",")}]`
    : `{${tree.members.map(({ key, value }) => `${key}:${treeToText(value)}`).join(",")}}`;
}

/** A place in a tree: the value there, how to replace it, and the member that it is the value of, if any. */
export interface JsonPlace {
  readonly value: JsonTree;
  readonly member: JsonMember | undefined;
  /** Name of the member, or of the one that the list belongs to. */
  readonly name: string;
  replace(value: JsonTree): void;
}

/** Lists the places in a tree, except its root. */
export function placesIn(tree: JsonTree, name = ""): JsonPlace[] {
  if ("items" in tree) {
    return tree.items.flatMap((value, index) => [
      {
        value,
        name,
        member: undefined,
        replace: (other: JsonTree) => {
          tree.items[index] = other;
        },
      },
      ...placesIn(value, name),
    ]);
  }
  return "members" in tree
    ? tree.members.flatMap((member) => {
        const own = member.key.slice(1, -1);
        const replace = (other: JsonTree) => {
          member.value = other;
        };
        return [{ value: member.value, member, name: own, replace }, ...placesIn(member.value, own)];
      })
    : [];
}
