// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";
import { options, type VNode } from "preact";

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
    return escapeUnprintable(children, { keepLines: true });
  }
  return Array.isArray(children) ? children.map(escapeTexts) : children;
}
