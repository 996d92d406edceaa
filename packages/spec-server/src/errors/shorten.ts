// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Maximum number of characters in the message and the pointer of an error, which may contain what was sent. */
const maxLength = 1024;

/**
 * Cuts the middle out of a message that is too long. Its start says what it is about, and its end what was expected, also
 * if there is a long key between them.
 */
export function shortenMessage(text: string): string {
  if (text.length <= maxLength) {
    return text;
  }
  const start = text.slice(0, maxLength / 4).replace(/[\ud800-\udbff]$/, "");
  const end = text.slice(1 + start.length - maxLength).replace(/^[\udc00-\udfff]/, "");
  return `${start}…${end}`;
}

/** Returns the pointer to the next enclosing place if a JSON Pointer is too long. */
export function shortenPointer(pointer: string): string {
  return pointer.length <= maxLength ? pointer : pointer.slice(0, Math.max(0, pointer.lastIndexOf("/", maxLength)));
}
