// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescEnumValue, DescField, DescMessage, DescOneof } from "@bufbuild/protobuf";
import { getComments } from "@bufbuild/protoplugin";

type Documented = DescMessage | DescEnum | DescEnumValue | DescField | DescOneof;

/**
 * Comment of an element as Markdown, with the line breaks of the source, so that an edited line of a comment
 * is one edited line of the document. Empty without a comment.
 */
export function describe(desc: Documented): string {
  const { leading, trailing } = getComments(desc);
  return [leading, trailing]
    .filter((comment) => comment !== undefined)
    .map((comment) => comment.replace(/^ /gm, "").trim())
    .join("\n\n");
}

/** A list in Markdown with an item for each element. */
export function describeList(items: readonly (readonly [name: string, desc: Documented])[]): string {
  return items.map(([name, desc]) => `- ${name}: ${describe(desc)}`.replaceAll("\n", "\n  ")).join("\n");
}

/** Joins paragraphs, leaving out those that are empty. */
export function joinParagraphs(...paragraphs: readonly string[]): { description?: string } {
  const description = paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
  return description === "" ? {} : { description };
}
