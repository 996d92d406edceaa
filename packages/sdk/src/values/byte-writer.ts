// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Messages are written one behind the other into pieces of this size, because a buffer for each costs more than it. */
const pieceBytes = 65_536;
/** A larger message gets a buffer of its own, so that it occupies no more memory than it needs. */
const maxSharedBytes = 8192;
/** A larger piece is dropped after use, so that one large message does not occupy memory for ever. */
const maxKeptBytes = 2 ** 20;
/** Up to this many characters a loop is faster than TextEncoder. */
const maxLoopLength = 64;
const encoder = /*@__PURE__*/ new TextEncoder();

// All calls share a piece. One call is inside another if a getter or a `toJSON` of a value emits an event.
let bytes = /*@__PURE__*/ new Uint8Array(0);
let view = /*@__PURE__*/ new DataView(/*@__PURE__*/ new ArrayBuffer(0));
let pos = 0;
let isWriting = false;

/** Returns the bytes that a function writes. What the function throws is thrown on, and takes back what it wrote. */
export function collectBytes(write: () => void): Uint8Array<ArrayBuffer> {
  const isInner = isWriting;
  if (!isInner && bytes.length - pos < maxSharedBytes) {
    replacePiece(pieceBytes, 0);
  }
  const start = pos;
  let end = start;
  isWriting = true;
  try {
    write();
    if (isInner || pos - start > maxSharedBytes) {
      return bytes.slice(start, pos);
    }
    end = pos;
    return bytes.subarray(start, end);
  } finally {
    isWriting = isInner;
    pos = end;
    if (!isInner && bytes.length > maxKeptBytes) {
      replacePiece(0, 0);
    }
  }
}

function replacePiece(size: number, kept: number): void {
  const piece = new Uint8Array(size);
  piece.set(bytes.subarray(0, kept));
  bytes = piece;
  view = new DataView(piece.buffer);
  pos = kept;
}

/** Returns the position of the next byte. */
export function position(): number {
  return pos;
}

/** Takes back everything from a position on. */
export function rewind(to: number): void {
  pos = to;
}

function reserve(size: number): void {
  if (bytes.length - pos < size) {
    replacePiece(2 * (pos + size), pos);
  }
}

export function putVarint(value: number): void {
  reserve(10);
  let rest = value;
  if (rest < 2 ** 31) {
    for (; rest > 127; rest >>>= 7) {
      bytes[pos++] = (rest & 127) | 128;
    }
  } else {
    // Not by shifting, which is limited to 32 bits.
    for (; rest > 127; rest = Math.floor(rest / 128)) {
      bytes[pos++] = (rest % 128) | 128;
    }
  }
  bytes[pos++] = rest;
}

/** Writes an integer of up to 64 bits with a sign. */
export function putInt64(value: number | bigint | boolean): void {
  const number = Number(value);
  if (number >= 0 && number <= Number.MAX_SAFE_INTEGER) {
    putVarint(number);
    return;
  }
  reserve(10);
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) {
    bytes[pos++] = Number(rest & 127n) | 128;
  }
  bytes[pos++] = Number(rest);
}

export function putDouble(value: number): void {
  reserve(8);
  view.setFloat64(pos, value, true);
  pos += 8;
}

/** Writes a text that is well-formed, and its length. */
export function putText(value: string): void {
  const { length } = value;
  reserve(length * 3 + 5);
  const start = ++pos;
  if (length <= maxLoopLength) {
    let at = 0;
    for (; at < length; at++) {
      const code = value.charCodeAt(at);
      if (code > 127) {
        break;
      }
      bytes[pos++] = code;
    }
    if (at === length) {
      bytes[start - 1] = length;
      return;
    }
  }
  pos = start + encoder.encodeInto(value, bytes.subarray(start)).written;
  endLength(start);
}

/** Writes bytes without their length. */
export function putBytes(value: Uint8Array): void {
  reserve(value.length);
  bytes.set(value, pos);
  pos += value.length;
}

/** Writes a tag, unless it is 0, and keeps a byte free for a length. Returns the position behind it. */
export function beginLength(tag: number): number {
  if (tag > 0) {
    putVarint(tag);
  }
  reserve(1);
  return ++pos;
}

/** Writes the length of what was written since a position in front of it. */
export function endLength(start: number): void {
  const length = pos - start;
  if (length < 128) {
    bytes[start - 1] = length;
    return;
  }
  const extra = length < 2 ** 14 ? 1 : length < 2 ** 21 ? 2 : length < 2 ** 28 ? 3 : 4;
  reserve(extra + 10);
  bytes.copyWithin(start + extra, start, pos);
  pos = start - 1;
  putVarint(length);
  pos += length;
}
