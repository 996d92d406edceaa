// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256HexOfText } from "#hash";
import { bytesToHex } from "../encoding/hex.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** How values are redacted, with what the method needs. */
export type RedactionMethod =
  /** Replaces a value by a text. Default: `[redacted]`. */
  | { readonly method: "mask"; readonly mask?: string }
  /**
   * Replaces a value by a salted hash, so that equal values can be told to be equal. The salt, of at least 16 bytes,
   * must be kept secret; the id says which it was.
   */
  | { readonly method: "hash"; readonly salt: Uint8Array; readonly saltId: string }
  /** Leaves a value out. */
  | { readonly method: "drop" };

/** Makes the text that stands in place of a value, given as canonical JSON. Undefined to leave it out. */
export type ReplaceValue = (value: string) => string | undefined;

const hashPrefix = "chaukas.redact.v1\0";
const minSaltLength = 16;
const defaultMask = "[redacted]";

/** What a method puts in place of values (§6). */
export function replacerOf(method: RedactionMethod): ReplaceValue {
  switch (method.method) {
    case "mask":
      return () => method.mask ?? defaultMask;
    case "hash": {
      const { salt } = method;
      if (salt.length < minSaltLength) {
        const problem = `expected at least ${minSaltLength} bytes, got ${salt.length}`;
        throw new IntegrityError("out_of_range", "", problem, "salt");
      }
      return (value) => sha256HexOfText(`${hashPrefix}${bytesToHex(salt)}:${value}`);
    }
    default:
      return () => undefined;
  }
}
