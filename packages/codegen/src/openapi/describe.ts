// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getComments } from "@bufbuild/protoplugin";

type Documented = Parameters<typeof getComments>[0];

/**
 * Returns the comment of an element as Markdown, or an empty string. Keeps the line breaks of the source, so that a
 * change of one line in a comment changes one line of the document.
 */
export function describe(desc: Documented): string {
  const { leading, trailing } = getComments(desc);
  return [leading, trailing]
    .filter((comment) => comment !== undefined)
    .map((comment) => comment.replace(/^ /gm, "").trim())
    .join("\n\n");
}

/** Returns a list in Markdown with an item for each element. */
export function describeList(items: readonly (readonly [name: string, desc: Documented])[]): string {
  return items.map(([name, desc]) => `- ${name}: ${describe(desc)}`.replaceAll("\n", "\n  ")).join("\n");
}

/** Joins paragraphs, except empty ones. */
export function joinParagraphs(...paragraphs: readonly string[]): { description?: string } {
  const description = paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
  return description === "" ? {} : { description };
}
