// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The value of a field: an integer without a sign, or the bytes of any other type. */
export type RawField = bigint | Uint8Array;

/** Reads the values of a message by the number of the field. Throws an error if the bytes are malformed. */
export function readFields(bytes: Uint8Array): Map<number, RawField[]> {
  const fields = new Map<number, RawField[]>();
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    at = tag.end;
    const wireType = Number(tag.value) % 8;
    let value: RawField;
    if (wireType === 0) {
      ({ value, end: at } = readVarint(bytes, at));
    } else {
      let size = wireType === 1 ? 8 : wireType === 5 ? 4 : Number.NaN;
      if (wireType === 2) {
        const length = readVarint(bytes, at);
        size = Number(length.value);
        at = length.end;
      }
      if (!(at + size <= bytes.length)) {
        throw new Error(`expected a message, got a field that does not fit at byte ${at}`);
      }
      value = bytes.subarray(at, at + size);
      at += size;
    }
    const number = Math.floor(Number(tag.value) / 8);
    const values = fields.get(number);
    if (values === undefined) {
      fields.set(number, [value]);
    } else {
      values.push(value);
    }
  }
  return fields;
}

/** Reads an integer. Returns it with the position behind it. */
function readVarint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let value = 0n;
  for (let at = start, shift = 0n; ; shift += 7n) {
    const byte = bytes[at++];
    if (byte === undefined || shift > 63n) {
      throw new Error("expected a message, got bytes that end early");
    }
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) {
      return { value, end: at };
    }
  }
}

// A mark at the beginning of a text is part of it.
const decoder = /*@__PURE__*/ new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads a text. */
export function readText(field: RawField | undefined): string {
  return decoder.decode(field as Uint8Array | undefined);
}
