// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

const octets = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, "0"));
/** Value of each hex digit by its code, and 16 for other characters. */
const digits = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(code));
  return digit === -1 ? 16 : digit;
});
const hexDigits = /^(?:[0-9a-f]{2})*$/;

/** Writes bytes as lower-case hex. */
export function bytesToHex(bytes: Uint8Array): string {
  let hex = "";
  for (let index = 0; index < bytes.length; index++) {
    hex += octets[bytes[index] as number];
  }
  return hex;
}

/** Reads lower-case hex. Throws an `IntegrityError` of code `malformed` for other texts. */
export function bytesFromHex(hex: string): Uint8Array {
  if (!hexDigits.test(hex)) {
    throw new IntegrityError(
      "malformed",
      "",
      `expected lower-case hex, got ${JSON.stringify(hex.slice(0, 80))}`,
      "hex",
    );
  }
  return decodeHex(hex);
}

/**
 * Reads text that is known to be lower-case hex.
 *
 * @internal
 */
export function decodeHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const high = digits[hex.charCodeAt(2 * index)] as number;
    bytes[index] = high * 16 + (digits[hex.charCodeAt(2 * index + 1)] as number);
  }
  return bytes;
}

/**
 * Returns whether a text has 32 bytes in lower-case hex at an index.
 *
 * @internal
 */
export function hasHashAt(text: string, start: number): boolean {
  for (let index = start; index < start + 64; index++) {
    if ((digits[text.charCodeAt(index)] ?? 16) > 15) {
      return false;
    }
  }
  return true;
}

/**
 * Reads 32 bytes in lower-case hex. Returns undefined for other texts.
 *
 * @internal
 */
export function decodeHash(hex: string): Uint8Array | undefined {
  if (hex.length !== 64) {
    return undefined;
  }
  const bytes = new Uint8Array(32);
  for (let index = 0; index < bytes.length; index++) {
    const high = digits[hex.charCodeAt(2 * index)] ?? 16;
    const low = digits[hex.charCodeAt(2 * index + 1)] ?? 16;
    if (high > 15 || low > 15) {
      return undefined;
    }
    bytes[index] = high * 16 + low;
  }
  return bytes;
}
