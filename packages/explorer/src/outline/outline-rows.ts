// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { OutlineItem } from "@chaukas/spec-common/session";
import { describeItem, eventsOf } from "./item-text.js";

/** A line of a tree. */
export interface OutlineRow {
  readonly item: OutlineItem;
  /** Identifies the line: the id of the first event of its item. */
  readonly id: string;
  /** Number of operations that it is in. */
  readonly depth: number;
  readonly hasItems: boolean;
}

/** Lists the lines of a tree, without those in operations that are closed. */
export function listRows(outline: readonly OutlineItem[], closed: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  // With a stack of its own, since sessions may nest deeper than functions can call each other.
  const stack = [{ items: outline, next: 0 }];
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const item = level.items[level.next++];
    if (item === undefined) {
      stack.pop();
      continue;
    }
    const id = eventsOf(item)[0]?.eventId ?? "";
    const hasItems = item.case === "operation" && item.items.length > 0;
    rows.push({ item, id, depth: stack.length - 1, hasItems });
    if (item.case === "operation" && hasItems && !closed.has(id)) {
      stack.push({ items: item.items, next: 0 });
    }
  }
  return rows;
}

/** Lists the lines whose texts contain all words of a search, without regard to case and without nesting. */
export function searchRows(outline: readonly OutlineItem[], search: string): OutlineRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return listRows(outline, new Set()).filter(({ item, id }) => {
    const { kind, about, result, state } = describeItem(item);
    const text = `${kind} ${about} ${result} ${state} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
