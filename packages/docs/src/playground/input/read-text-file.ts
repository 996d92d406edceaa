// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Bytes of a file that a text field and a page can hold. */
const maxBytes = 32 * 1024 * 1024;

/**
 * Reads a file as it is: neither is a byte that is not UTF-8 replaced, nor a byte order mark removed, since then something
 * else would be verified than what the file holds. Rejects with an error for a file that is too large, or not text.
 */
export async function readTextFile(file: File): Promise<string> {
  if (file.size > maxBytes) {
    throw new Error(`${file.name}: expected at most ${maxBytes} bytes, got ${file.size}: check it with chaukas-verify`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch (error) {
    throw new Error(`${file.name}: expected a text in UTF-8: ${(error as Error).message}`, { cause: error });
  }
}
