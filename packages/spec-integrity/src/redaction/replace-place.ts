// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { canonicalString } from "../encoding/canonical-string.js";
import { canonicalJson } from "../normal-form/normal-struct.js";
import type { ReplaceValue } from "./redaction-method.js";

type Members = Record<string, unknown>;

// FeatureSet.FieldPresence.IMPLICIT
const implicitPresence = 2;

/**
 * Replaces the value at a place of a message, in the message itself. Returns whether there was one. A place that cannot
 * hold text, such as a number or a message, is cleared.
 */
export function replacePlace(
  message: Message,
  desc: DescMessage,
  [name, ...keys]: readonly string[],
  replace: ReplaceValue,
): boolean {
  const field = desc.fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    return false;
  }
  const owner = ownerOf(message, field);
  if (owner === undefined) {
    return false;
  }
  const value = owner[field.oneof === undefined ? field.localName : "value"];
  if (value === undefined) {
    return false;
  }
  if (field.fieldKind === "list") {
    return replaceInList(value as unknown[], field, keys, replace);
  }
  if (keys.length > 0) {
    return field.fieldKind === "message" && replaceInMessage(value, field.message, keys, replace);
  }
  owner[field.oneof === undefined ? field.localName : "value"] = replaceWhole(field, value, replace);
  return true;
}

/** Returns the object that holds the value of a field: the message, or the oneof if it is set to this field. */
function ownerOf(message: Message, { oneof, localName }: DescField): Members | undefined {
  const members = message as unknown as Members;
  if (oneof === undefined) {
    return members;
  }
  const choice = members[oneof.localName] as Members;
  return choice["case"] === localName ? choice : undefined;
}

function replaceInMessage(value: unknown, desc: DescMessage, keys: readonly string[], replace: ReplaceValue): boolean {
  return desc.typeName === "google.protobuf.Struct"
    ? replaceInJson(value, keys, replace)
    : replacePlace(value as Message, desc, keys, replace);
}

function replaceInList(
  list: unknown[],
  field: DescField & { fieldKind: "list" },
  keys: readonly string[],
  replace: ReplaceValue,
): boolean {
  const [key, ...rest] = keys;
  if (key === undefined) {
    const { length } = list;
    list.length = 0;
    return length > 0;
  }
  const index = indexOf(key, list);
  if (index === undefined) {
    return false;
  }
  if (rest.length > 0) {
    return field.message !== undefined && replaceInMessage(list[index], field.message, rest, replace);
  }
  list[index] = field.message === undefined ? replaceScalar(field, list[index], replace) : create(field.message);
  return true;
}

function replaceInJson(value: unknown, [key = "", ...rest]: readonly string[], replace: ReplaceValue): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const place = Array.isArray(value) ? indexOf(key, value) : Object.hasOwn(value, key) ? key : undefined;
  if (place === undefined) {
    return false;
  }
  const container = value as Members;
  if (rest.length > 0) {
    return replaceInJson(container[place], rest, replace);
  }
  const replacement = replace(canonicalJson(container[place]));
  if (replacement !== undefined) {
    container[place] = replacement;
  } else if (Array.isArray(value)) {
    // The elements after it keep their indexes.
    container[place] = null;
  } else {
    delete container[place];
  }
  return true;
}

function indexOf(key: string, list: readonly unknown[]): number | undefined {
  return /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < list.length ? Number(key) : undefined;
}

function replaceWhole(field: DescField, value: unknown, replace: ReplaceValue): unknown {
  if (field.fieldKind === "message") {
    // A cleared member of a oneof still shows which member was set.
    const isStruct = field.message.typeName === "google.protobuf.Struct";
    return field.oneof === undefined ? undefined : isStruct ? {} : create(field.message);
  }
  // A score of 0 would be another statement than none.
  const isAbsentWithoutValue = field.presence !== implicitPresence && field.oneof === undefined;
  return isAbsentWithoutValue && field.scalar !== ScalarType.STRING ? undefined : replaceScalar(field, value, replace);
}

function replaceScalar({ scalar }: DescField, value: unknown, replace: ReplaceValue): unknown {
  switch (scalar) {
    case ScalarType.STRING:
      return value === "" ? "" : (replace(canonicalString(value as string) ?? "") ?? "");
    case ScalarType.BYTES:
      return new Uint8Array();
    case ScalarType.BOOL:
      return false;
    default:
      return typeof value === "bigint" ? 0n : 0;
  }
}
