// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Most characters of a key. */
export const maxKeyLength = 512;

/** Whether a text can be sent as a bearer key: visible ASCII characters without spaces. */
export function isKeyText(text: string): boolean {
  return text.length <= maxKeyLength && /^[\x21-\x7e]+$/.test(text);
}
