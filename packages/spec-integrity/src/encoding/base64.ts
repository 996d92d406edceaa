// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";

/** Reads base64 in the standard alphabet with padding. Returns undefined for every other text. */
export function parseBase64(text: string): Uint8Array | undefined {
  try {
    const bytes = base64Decode(text);
    return base64Encode(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}
