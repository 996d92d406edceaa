// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import * as crypto from "node:crypto";
import { decodeHex } from "../encoding/hex.js";
import * as portable from "./hash-portable.js";

// Node's one-shot hash is several times as fast as any other for inputs of a few hundred bytes. Its results are read as
// hex, which costs less than a Buffer. Runtimes without it, or without `outputLength` for SHAKE, use a slower way.
const hasOneShot = typeof crypto.hash === "function";

/** Returns the SHA-256 of bytes. */
export const sha256: (bytes: Uint8Array) => Uint8Array = hasOneShot
  ? (bytes) => decodeHex(crypto.hash("sha256", bytes, "hex"))
  : (bytes) => decodeHex(crypto.createHash("sha256").update(bytes).digest("hex"));

/** Returns the SHA-256 of a text in UTF-8, in lower-case hex. The text must be well-formed. */
export const sha256HexOfText: (text: string) => string = hasOneShot
  ? (text) => crypto.hash("sha256", text, "hex")
  : (text) => crypto.createHash("sha256").update(text).digest("hex");

/** SHAKE-256 of one byte 1: longer than what a runtime without `outputLength` returns. */
const shakeSample = "94da6280b240ea6a2ab2cfdf0fb301fd77153d5b748baf796190856803d977ba5c";

/** Returns `length` bytes of the SHAKE-256 of bytes, in lower-case hex. */
export const shake256Hex: (bytes: Uint8Array, length: number) => string = chooseShake();

function chooseShake(): (bytes: Uint8Array, length: number) => string {
  const oneShot = (bytes: Uint8Array, outputLength: number) =>
    crypto.hash("shake256", bytes, { outputLength, outputEncoding: "hex" });
  const streamed = (bytes: Uint8Array, outputLength: number) =>
    crypto.createHash("shake256", { outputLength }).update(bytes).digest("hex");
  return [oneShot, streamed].find(isShake) ?? portable.shake256Hex;
}

function isShake(shake: (bytes: Uint8Array, length: number) => string): boolean {
  try {
    return shake(Uint8Array.of(1), shakeSample.length / 2) === shakeSample;
  } catch {
    return false;
  }
}
