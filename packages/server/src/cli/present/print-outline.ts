// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType } from "@chaukas/spec-common";
import { describeEvent, describeOperation, type Operation, type OutlineItem } from "@chaukas/spec-common/session";
import { escapeUnprintable } from "@chaukas/spec-integrity";
import { cutText } from "./cut-text.js";
import { formatDuration } from "./format-time.js";

/** Levels that are indented. Deeper ones say how deep they are. */
const maxIndent = 20;

/**
 * Yields an outline as a tree, one line for each item: the time since `begin`, what it is, and for operations how they went
 * and how long they took. Texts are cut, and characters that a terminal obeys are escaped.
 */
export function* printOutline(outline: readonly OutlineItem[], begin: Event["timestamp"]): Generator<string> {
  // With a stack of its own, since sessions may nest deeper than functions can call each other.
  const stack: { readonly items: readonly OutlineItem[]; next: number; readonly indent: string }[] = [
    { items: outline, next: 0, indent: "" },
  ];
  for (let level = stack.at(-1); level !== undefined; level = stack.at(-1)) {
    const item = level.items[level.next++];
    if (item === undefined) {
      stack.pop();
      continue;
    }
    const depth = stack.length - 1;
    const isLast = level.next === level.items.length;
    const branch =
      depth === 0
        ? ""
        : depth > maxIndent
          ? `${level.indent}(level ${depth}) `
          : `${level.indent}${isLast ? "└─ " : "├─ "}`;
    yield printItem(item, branch, begin);
    if (item.case === "operation" && item.items.length > 0) {
      const indent = depth === 0 || depth > maxIndent ? level.indent : `${level.indent}${isLast ? "   " : "│  "}`;
      stack.push({ items: item.items, next: 0, indent });
    }
  }
}

function printItem(item: OutlineItem, branch: string, begin: Event["timestamp"]): string {
  const event = item.case === "event" ? item.event : (item.start ?? item.end);
  const offset = formatDuration(begin, event?.timestamp).padStart(12);
  const text = item.case === "event" ? printEvent(item.event) : printOperation(item);
  return `${offset}  ${branch}${escapeUnprintable(text)}`.trimEnd();
}

function printEvent(event: Event): string {
  const name = (EventType[event.type] ?? `type ${event.type}`).toLowerCase().replaceAll("_", " ");
  return `${name}  ${cutText(describeEvent(event), 100)}${markRedacted(event)}`.trimEnd();
}

function printOperation(operation: Operation): string {
  const { kind, start, end } = operation;
  const { what, result } = describeOperation(operation);
  const status = end === undefined ? "open" : nameStatus(end.status);
  const duration = formatDuration(start?.timestamp, end?.timestamp);
  const outcome = [start === undefined ? "start missing," : "", status, duration && `in ${duration}`].filter(Boolean);
  const parts = [kind, cutText(what, 100), `[${outcome.join(" ")}]`, cutText(result, 100)].filter(Boolean);
  return `${parts.join("  ")}${[start, end].map(markRedacted).join("")}`;
}

function nameStatus(status: EventStatus): string {
  return status === EventStatus.UNSPECIFIED
    ? "ended"
    : (EventStatus[status] ?? `status ${status}`).toLowerCase().replaceAll("_", " ");
}

function markRedacted(event: Event | undefined): string {
  const { fields = [], method = "" } = event?.redaction ?? {};
  return fields.length === 0 ? "" : `  {redacted${method && ` by ${method}`}: ${cutText(fields.join(", "), 100)}}`;
}
