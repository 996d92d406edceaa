// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";

/** What the server sets or works out itself, and what only the library knows of. */
const ignored = new Set(["$typeName", "$unknown", "contentHash", "hashPrev", "serverTimestamp", "wormProofId"]);

/**
 * Whether two events say the same: their content hashes would be equal. The order of members of Structs, the kind of
 * a zero and the fields that the server sets make no difference, and NaN equals itself.
 */
export function isSameContent(one: Event, other: Event): boolean {
  return isSameRecord(one, other, ignored);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return typeof one === "number" && typeof other === "number" && Number.isNaN(one) && Number.isNaN(other);
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && isSameList(one, other);
  }
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  }
  return isSameRecord(one, other);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
}

/** Compares the members of two objects, where one that is undefined counts as absent. */
function isSameRecord(one: object, other: object, without?: ReadonlySet<string>): boolean {
  const mine = membersOf(one, without);
  const theirs = membersOf(other, without);
  return (
    mine.length === theirs.length &&
    mine.every(([name, value]) => Object.hasOwn(other, name) && isSame(value, (other as Record<string, unknown>)[name]))
  );
}

function membersOf(record: object, without?: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(record).filter(([name, value]) => value !== undefined && !without?.has(name));
}
