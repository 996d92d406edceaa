// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Cuts text to a number of characters, the last of which is `…` then. Line breaks and runs of spaces become a space. */
export function cutText(text: string, length: number): string {
  // What can be in the result has at most so many code units, but for runs of spaces.
  const line = text
    .slice(0, length * 8)
    .replace(/\s+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length > length || text.length > length * 8 ? `${characters.slice(0, length - 1).join("")}…` : line;
}
