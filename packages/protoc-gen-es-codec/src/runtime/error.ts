// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with bytes or with a message.
 *
 * In bytes: `truncated`, a value ends behind its message; `bad_tag`, a field number or wire type that does not exist;
 * `wrong_wire_type`, a known field in the encoding of another type; `bad_varint`, more than ten bytes or 64 bits;
 * `bad_length`, a length of 2^31 or more; `bad_group`, a group without its end or an end without its group; `bad_utf8`;
 * `too_deep`, more nested messages than the limit.
 *
 * In a message: `wrong_type`, `out_of_range`, `bad_unicode` for half of a surrogate pair, `missing_field` for a required
 * field, and `foreign_message` for a message of another type.
 */
export type BinaryCodecErrorCode =
  | "truncated"
  | "bad_tag"
  | "wrong_wire_type"
  | "bad_varint"
  | "bad_length"
  | "bad_group"
  | "bad_utf8"
  | "too_deep"
  | "wrong_type"
  | "out_of_range"
  | "bad_unicode"
  | "missing_field"
  | "foreign_message";

/** Bytes that are not a message, or a message that has no bytes. */
export class BinaryCodecError extends Error {
  override readonly name: string = "BinaryCodecError";
  /** What kind of fault it is. */
  readonly code: BinaryCodecErrorCode;
  /** Full name of the outermost message. */
  readonly typeName: string;
  /** Where in the message, by the names of the proto, such as `events[3].metadata.fields["a"]`. Empty for all of it. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  /** Position in the bytes, from 0. Undefined when a message is encoded. */
  readonly offset: number | undefined;

  constructor(typeName: string, fault: Fault) {
    const { code, path, expected, found, offset } = fault;
    const place = offset === undefined ? "" : ` at byte ${offset}`;
    super(`${path === "" ? typeName : path}: expected ${expected}, got ${found}${place}`);
    this.code = code;
    this.typeName = typeName;
    this.path = path;
    this.expected = expected;
    this.found = found;
    this.offset = offset;
  }
}

/** Returns whether a value is a {@link BinaryCodecError}, of this or of another copy of this module. */
export function isBinaryCodecError(value: unknown): value is BinaryCodecError {
  return value instanceof Error && value.name === "BinaryCodecError" && "code" in value && "path" in value;
}

/** What is thrown inside a codec, where the path is not known yet. It has no stack, which would cost more than the rest. */
export class Fault {
  readonly code: BinaryCodecErrorCode;
  readonly expected: string;
  readonly found: string;
  readonly offset: number | undefined;
  path = "";
  /** Whether it is about the message itself, rather than about the field that is being read. */
  isOwn: boolean;

  constructor(code: BinaryCodecErrorCode, expected: string, found: string, offset?: number, isOwn = false) {
    this.code = code;
    this.expected = expected;
    this.found = found;
    this.offset = offset;
    this.isOwn = isOwn;
  }
}

/** Names of the fields of a message by number, each after the digits of the wire types that it may have. */
export type FieldNames = Readonly<Record<number, string>>;

/** Returns an error with the field in front of its path, and with the position in it for a list. */
export function locate(error: unknown, field: string | undefined, index = -1): unknown {
  if (error instanceof Fault) {
    if (error.isOwn || field === undefined) {
      error.isOwn = false;
    } else {
      prepend(error, field.replace(/^\d+/, "") + (index < 0 ? "" : `[${index}]`));
    }
  }
  return error;
}

/** Returns an error with the key of a map in front of its path. */
export function locateKey(error: unknown, key: unknown): unknown {
  if (error instanceof Fault) {
    error.isOwn = false;
    prepend(error, `[${JSON.stringify(typeof key === "bigint" ? String(key) : key)}]`);
  }
  return error;
}

function prepend(fault: Fault, segment: string): void {
  const { path } = fault;
  fault.path = path === "" || path.startsWith("[") ? segment + path : `${segment}.${path}`;
}

/** Returns the error that a caller sees. */
export function toCodecError(error: unknown, typeName: string): unknown {
  return error instanceof Fault ? new BinaryCodecError(typeName, error) : error;
}
