// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256HexOfText } from "#hash";
import { bytesToHex } from "../encoding/hex.js";
import { IntegrityError } from "../errors/integrity-error.js";

/** How values are redacted. */
export type RedactionMethod =
  /** Replaces a value with a text. Default: `[redacted]`. */
  | { readonly method: "mask"; readonly mask?: string }
  /**
   * Replaces a value with a salted hash, so that equal values remain recognizable as equal. The salt has at least 16
   * bytes and must be kept secret; `saltId` identifies it.
   */
  | { readonly method: "hash"; readonly salt: Uint8Array; readonly saltId: string }
  /** Leaves a value out. */
  | { readonly method: "drop" };

/** Returns the replacement for a value, which is given as canonical JSON. Undefined to leave it out. */
export type ReplaceValue = (value: string) => string | undefined;

const hashPrefix = "chaukas.redact.v1\0";
const minSaltLength = 16;
const defaultMask = "[redacted]";

/** Returns the function that replaces values by a method (§6). */
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
