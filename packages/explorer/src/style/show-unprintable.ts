// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { options, type VNode } from "preact";

/**
 * Characters that change what a page shows and cannot be seen: controls but tabs and ends of lines, marks that change the
 * direction of text, spaces without width, tags, and halves of surrogate pairs. Joiners are parts of many scripts.
 */
const unprintable =
  /[^\P{Cc}\t\n\r]|[\p{Surrogate}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\u{e0000}-\u{e007f}]/gu;

/** Escapes what cannot be seen in a text, as JSON does: `\u202e`. */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, (char) =>
    char
      .split("")
      .map((half) => `\\u${half.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/**
 * From now on, every text in a page is escaped. Ids, names and texts in events are chosen by those whose actions the page
 * shows: none may look like another one, or move what the page itself says.
 */
export function showUnprintable(): void {
  const next = options.vnode;
  options.vnode = (node: VNode) => {
    const props = node.props as { children?: unknown };
    if (props.children !== undefined) {
      props.children = escapeTexts(props.children);
    }
    next?.(node);
  };
}

function escapeTexts(children: unknown): unknown {
  if (typeof children === "string") {
    return escapeUnprintable(children);
  }
  return Array.isArray(children) ? children.map(escapeTexts) : children;
}
