// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "./script-error.ts";

/**
 * Replaces the part of a Markdown text between `<!-- begin:name -->` and `<!-- end:name -->`. Throws
 * {@link ScriptError} if the markers are missing or in the wrong order.
 */
export function replaceSection(text: string, name: string, content: string): string {
  const begin = `<!-- begin:${name} -->`;
  const end = `<!-- end:${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) {
    throw new ScriptError(`expected a section between ${begin} and ${end}, found none`);
  }
  return `${text.slice(0, from + begin.length)}\n${content}\n${text.slice(to)}`;
}
