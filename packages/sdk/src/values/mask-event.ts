// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { ChaukasError } from "../errors/chaukas-error.js";
import { type DropTest, messageOf } from "./capture.js";
import { shapeOf } from "./message-shapes.js";

/** What is taken out of events before they leave the process. */
export interface MaskOptions {
  /**
   * Places to leave out, as JSON Pointers over the names of the proto, such as `/message/text` or
   * `/tool_call/arguments/card`. A `*` stands for every name or index. Default: none.
   */
  readonly paths?: readonly string[];
  /**
   * Leaves out every field that the protos mark for personal data: `"likely"` those where it is likely, `"possible"` also
   * those where it is possible. Default: none.
   */
  readonly pii?: "likely" | "possible";
  /**
   * Changes an event in place, after the other masks. It must list the places that it changes in `event.redaction`. If it
   * throws, the event is refused, so that nothing leaves unmasked, and `onRejected` is told. Default: none.
   */
  readonly event?: (event: Event) => void;
}

/** Compiles the masks by place and by mark. Returns undefined if there are none. Throws `ChaukasError`. */
export function compileDropTest({ paths = [], pii }: MaskOptions = {}): DropTest | undefined {
  const patterns = paths.map(parsePath);
  if (patterns.length === 0 && pii === undefined) {
    return undefined;
  }
  return (path, mark) =>
    (mark === "likely" && pii !== undefined) ||
    (mark === "possible" && pii === "possible") ||
    patterns.some(
      (names) => names.length === path.length && names.every((name, at) => name === "*" || name === String(path[at])),
    );
}

function parsePath(path: string): string[] {
  const names = path
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const first = [...shapeOf("Event").fields.values()].find(({ name }) => name === names[0]);
  if (!path.startsWith("/") || first === undefined || (first.pii === "none" && first.kind !== "m")) {
    const expected = 'a JSON Pointer to a field that can be redacted, such as "/message/text"';
    throw new ChaukasError("invalid_option", "mask.paths", `expected ${expected}, got ${JSON.stringify(path)}`);
  }
  return names;
}

/** Lets the function of the application mask an event. Throws `ChaukasError` if it throws. */
export function maskByFunction(event: Event, mask: (event: Event) => void): void {
  try {
    mask(event);
  } catch (cause) {
    const problem = `expected mask.event to mask the event, but it threw: ${messageOf(cause)}`;
    throw new ChaukasError("invalid_event", "", problem, { cause });
  }
}
