// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";

/** Members that the server sets or computes, and members of the protobuf library. */
const ignored = new Set(["$typeName", "$unknown", "contentHash", "hashPrev", "serverTimestamp", "wormProofId"]);

/**
 * Returns whether two events have the same content, that is, whether their content hashes would be equal. Ignores the
 * order of members of Structs, the sign of zeros and the fields that the server sets. NaN equals itself.
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

/** Compares the members of two objects. Undefined members count as absent. */
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
