// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Messages are written one behind the other into pieces of this size, because a buffer for each costs more than it. */
const pieceBytes = 32_768;
/** A larger message gets a buffer of its own, so that it occupies no more memory than it needs. */
const maxSharedBytes = 4096;
/** A larger piece is dropped after use, so that one large message does not occupy memory for ever. */
const maxKeptBytes = 2 ** 20;
/** Up to this many characters a loop is faster than TextEncoder. Their number fits into one byte. */
const maxLoopLength = 100;
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

/** Writes an integer from 0 to 2 147 483 647. */
export function putVarint(value: number): void {
  reserve(5);
  let rest = value;
  for (; rest > 127; rest >>= 7) {
    bytes[pos++] = (rest & 127) | 128;
  }
  bytes[pos++] = rest;
}

/** Writes an integer of up to 64 bits with a sign. */
export function putInt64(value: number | bigint): void {
  if (value >= 0 && value < 2 ** 31) {
    putVarint(value as number);
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

/** Writes a text and its length, if it is short and all ASCII. Otherwise returns false, and writes nothing. */
export function putAscii(text: string): boolean {
  const { length } = text;
  if (length > maxLoopLength) {
    return false;
  }
  reserve(length + 1);
  // The loop is faster on variables of its own.
  const piece = bytes;
  let at = pos;
  piece[at++] = length;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      return false;
    }
    piece[at++] = code;
  }
  pos = at;
  return true;
}

/** Writes a text of any length that is well-formed, and its length. */
export function putUtf8(text: string): void {
  reserve(text.length * 3 + 5);
  const start = ++pos;
  pos += encoder.encodeInto(text, bytes.subarray(start)).written;
  endLength(start);
}

/** Writes bytes without their length. */
export function putBytes(value: Uint8Array): void {
  reserve(value.length);
  bytes.set(value, pos);
  pos += value.length;
}

/**
 * Writes a tag, unless it is 0, and keeps room for a length: as many bytes as it is expected to take. Returns the position
 * behind it.
 */
export function beginLength(tag: number, width = 1): number {
  if (tag > 0) {
    putVarint(tag);
  }
  reserve(width);
  pos += width;
  return pos;
}

/** Writes the length of what was written since a position in front of it. Returns how many bytes the length took. */
export function endLength(start: number, expectedWidth = 1): number {
  const length = pos - start;
  const width = length < 2 ** 7 ? 1 : length < 2 ** 14 ? 2 : length < 2 ** 21 ? 3 : length < 2 ** 28 ? 4 : 5;
  const shift = width - expectedWidth;
  // Before the position goes back: a new piece keeps nothing behind it.
  reserve(5);
  if (shift !== 0) {
    bytes.copyWithin(start + shift, start, pos);
  }
  pos = start - expectedWidth;
  putVarint(length);
  pos += length;
  return width;
}
