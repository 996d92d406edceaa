// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescEnumValue } from "@bufbuild/protobuf";
import { describeValue, Fault } from "../errors/fault.js";
import { checkInt32 } from "./check-scalar.js";

/**
 * Creates the function that converts enum values to their names without the enum's prefix. Zero, and values of later
 * versions, have no name and stay numbers.
 */
export function createEnumWriter(desc: DescEnum): (value: unknown) => string | number {
  const names = new Map(
    namedValues(desc)
      .reverse()
      .map((value) => [value.number, shortName(value)]),
  );
  return (value) => names.get(value as number) ?? checkInt32(value);
}

/** Creates the function that reads what {@link createEnumWriter} writes. Also accepts the number of a known value. */
export function createEnumReader(desc: DescEnum): (json: unknown) => number {
  const numbers = new Map(namedValues(desc).map((value) => [shortName(value), value.number]));
  return (json) => numbers.get(json as string) ?? readOther(json, desc);
}

function readOther(json: unknown, desc: DescEnum): number {
  if (typeof json === "number") {
    return checkInt32(json);
  }
  if (typeof json !== "string") {
    throw new Fault("wrong_type", "a name as a string, or a number", describeValue(json));
  }
  const value = desc.values.find((candidate) => candidate.name === json || shortName(candidate) === json);
  throw new Fault("bad_value", value === undefined ? oneOf(desc) : instead(value), describeValue(json));
}

function oneOf(desc: DescEnum): string {
  return `one of ${namedValues(desc).map(shortName).join(", ")}, or a number`;
}

function instead(value: DescEnumValue): string {
  return value.number === 0 ? `nothing in place of ${shortName(value)}` : `"${shortName(value)}" without prefix`;
}

function namedValues(desc: DescEnum): DescEnumValue[] {
  return desc.values.filter((value) => value.number !== 0);
}

function shortName({ name, parent }: DescEnumValue): string {
  return name.slice(parent.sharedPrefix?.length ?? 0);
}
