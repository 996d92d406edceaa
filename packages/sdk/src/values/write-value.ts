// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { beginLength, endLength, position, putAscii, putDouble, putUtf8, putVarint, rewind } from "./byte-writer.js";
import { type Capture, captureUnicode, cutText, isDropped, mark, messageOf } from "./capture.js";

// Decoders accept 100 nested messages, and each level takes two.
const maxDepth = 40;

/** Writes any value as a `google.protobuf.Struct`, without its length. What becomes of it is documented at `toStruct`. */
export function writeStruct(value: unknown, capture: Capture): void {
  capture.left = capture.limits.maxValueLength;
  writeValue(value, "", capture, true);
}

/** Writes a text of the caller, and its length. Escapes halves of surrogate pairs, and notes that. */
export function writeText(text: string, capture: Capture): void {
  if (!putAscii(text)) {
    putUtf8(captureUnicode(text, capture));
  }
}

/** Writes the entry of a Struct with a short name of ASCII characters. */
export function writeEntry(name: string, write: () => void): void {
  const entry = beginLength(10);
  putVarint(10);
  putAscii(name);
  const value = beginLength(18);
  write();
  endLength(value);
  endLength(entry);
}

/**
 * Writes a `google.protobuf.Value` without its length or, if it is bare, the members of the object that the value is. A
 * value that is not an object is the member `value` then.
 */
export function writeValue(value: unknown, key: string, capture: Capture, isBare = false): void {
  if (typeof value === "object" && value !== null) {
    writeObject(value, key, capture, isBare);
    return;
  }
  if (isBare) {
    writeBare(capture, () => writeValue(value, key, capture));
    return;
  }
  switch (typeof value) {
    case "string":
      putTextValue(cutText(value, capture), capture);
      return;
    case "number":
      putNumber(value, capture);
      return;
    case "boolean":
      putVarint(32);
      putVarint(value ? 1 : 0);
      return;
    case "bigint":
      if (Number.isSafeInteger(Number(value))) {
        putNumber(Number(value), capture);
      } else {
        putTextValue(String(value), capture);
      }
      return;
    case "undefined":
      putMark(capture, "undefined");
      return;
    case "symbol":
      putMark(capture, `symbol ${value.description ?? ""}`.trim());
      return;
    case "function":
      putMark(capture, `function ${value.name}`.trim());
      return;
    default:
      putNull();
  }
}

function putNumber(value: number, capture: Capture): void {
  if (Number.isFinite(value)) {
    putVarint(17);
    putDouble(value);
  } else {
    putTextValue(String(value), capture);
  }
}

function putTextValue(text: string, capture: Capture): void {
  putVarint(26);
  writeText(text, capture);
}

function putNull(): void {
  putVarint(8);
  putVarint(0);
}

function putMark(capture: Capture, what: string): void {
  putTextValue(mark(capture, what), capture);
}

/** Writes a value that is not an object as the member of one. */
function writeBare(capture: Capture, write: () => void): void {
  capture.path.push("value");
  if (!isDropped(capture)) {
    writeEntry("value", write);
  }
  capture.path.pop();
}

function writeObject(value: object, key: string, capture: Capture, isBare: boolean): void {
  const { ancestors, path } = capture;
  const start = position();
  const depth = path.length;
  let problem = "";
  if (ancestors.includes(value)) {
    problem = "circular";
  } else if (ancestors.length >= maxDepth) {
    problem = "nested too deep";
  } else {
    ancestors.push(value);
    try {
      writeKind(value, key, capture, isBare);
    } catch (error) {
      rewind(start);
      path.length = depth;
      problem = `threw: ${messageOf(error)}`;
    }
    ancestors.pop();
  }
  if (problem !== "") {
    writePlain(mark(capture, problem), capture, isBare);
  }
}

function writeKind(value: object, key: string, capture: Capture, isBare: boolean): void {
  const prototype = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  const { toJSON } = value as { toJSON?: unknown };
  if (!isPlain && (value instanceof Uint8Array || value instanceof ArrayBuffer)) {
    writePlain(cutBytes(value, capture), capture, isBare);
  } else if (typeof toJSON === "function" && !(value instanceof Date || Array.isArray(value))) {
    writeValue(toJSON.call(value, key), key, capture, isBare);
  } else {
    writePlain(isPlain ? value : simplify(value, capture), capture, isBare);
  }
}

/** Writes a text, a list, or an object with its members. */
function writePlain(plain: object | string, capture: Capture, isBare: boolean): void {
  if (typeof plain === "object" && !isList(plain)) {
    writeMembers(plain, capture, isBare);
  } else if (isBare) {
    writeBare(capture, () => writePlain(plain, capture, false));
  } else if (typeof plain === "string") {
    putTextValue(plain, capture);
  } else {
    writeItems(plain as readonly unknown[], capture);
  }
}

function isList(value: object): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

/** Returns the text, the list or the object that stands for an object of a class. */
function simplify(value: object, capture: Capture): object | string {
  if (isList(value)) {
    return value;
  }
  if (value instanceof Date) {
    // Despite its type, it returns null for a date that is none.
    return (value.toJSON() as string | null) ?? mark(capture, "invalid date");
  }
  // What a class puts in place of their iterators, and what a key runs to become a name, need not come to an end.
  if (value instanceof Map) {
    return Object.fromEntries([...Map.prototype.entries.call(value)]);
  }
  if (value instanceof Set) {
    return [...Set.prototype.values.call(value)];
  }
  if (value instanceof Error) {
    return membersOfError(value);
  }
  const name = Object.prototype.toString.call(value).slice(8, -1);
  return name === "Object" || Object.keys(value).length > 0 ? value : mark(capture, name);
}

function membersOfError(error: Error & { readonly errors?: unknown }): object {
  // These are not enumerable where the engine sets them. Members that are undefined are left out.
  const { name, message, cause, errors } = error;
  return { ...error, name, message, cause, errors };
}

function writeItems(items: readonly unknown[], capture: Capture): void {
  const { path } = capture;
  const list = beginLength(50);
  for (let index = 0; index < items.length; index++) {
    path.push(index);
    const item = beginLength(10);
    if (capture.left <= 0) {
      putMark(capture, `cut: ${items.length - index} more`);
      index = items.length;
    } else if (isDropped(capture)) {
      // The other items keep their places.
      putNull();
    } else {
      // Numbers take room as well, or the event of a long list of them would be larger than servers accept.
      capture.left -= 4;
      writeValue(items[index], String(index), capture);
    }
    endLength(item);
    path.pop();
  }
  endLength(list);
}

function writeMembers(value: object, capture: Capture, isBare: boolean): void {
  const { path } = capture;
  const struct = isBare ? 0 : beginLength(42);
  const names = Object.keys(value);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    path.push(name);
    const member = readMember(value, name, capture);
    if (member !== undefined && !isDropped(capture)) {
      const isCut = name.length >= capture.left;
      const entry = beginLength(10);
      putVarint(10);
      writeText(isCut ? "[cut]" : name, capture);
      const inner = beginLength(18);
      if (isCut) {
        putMark(capture, `cut: ${names.length - index} more`);
        index = names.length;
      } else {
        capture.left -= name.length;
        writeValue(member, name, capture);
      }
      endLength(inner);
      endLength(entry);
    }
    path.pop();
  }
  if (!isBare) {
    endLength(struct);
  }
}

/** Reads a member by itself, so that a getter that throws does not hide the others. */
function readMember(value: object, name: string, capture: Capture): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch (error) {
    return mark(capture, `threw: ${messageOf(error)}`);
  }
}

/** Returns bytes in base64, cut as a text of that length. Bytes beyond the limit are not read. */
function cutBytes(value: Uint8Array | ArrayBuffer, capture: Capture): string {
  const bytes = value instanceof Uint8Array ? value : new Uint8Array(value);
  let text = "";
  // In pieces, because arguments of a call are limited. Three bytes become four characters.
  for (let at = 0; at < bytes.length && at <= capture.limits.maxTextLength; at += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + 0x6000)));
  }
  return cutText(text, capture, Math.ceil(bytes.length / 3) * 4);
}
