// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { ChaukasError } from "../errors/chaukas-error.js";
import { type FieldShape, shapeOf } from "./message-shapes.js";

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

type Container = Record<string, unknown>;

/** Compiles masks to a function that changes an event, and lists in `redaction` what is left out. */
export function compileMask(options: MaskOptions | undefined): ((event: Event) => void) | undefined {
  if (options === undefined) {
    return undefined;
  }
  const paths = (options.paths ?? []).map(parsePath);
  return (event) => {
    const dropped: string[] = [];
    if (options.pii !== undefined) {
      dropMarked("Event", event as unknown as Container, "", options.pii, dropped);
    }
    for (const path of paths) {
      dropInMessage("Event", event as unknown as Container, path, "", dropped);
    }
    addRedaction(event, dropped);
    try {
      options.event?.(event);
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new ChaukasError("invalid_event", "", `expected mask.event to mask the event, but it threw: ${problem}`, {
        cause,
      });
    }
  };
}

function addRedaction(event: Event, dropped: readonly string[]): void {
  if (dropped.length > 0) {
    event.redaction = {
      $typeName: "chaukas.spec.common.v1.RedactionInfo",
      method: "drop",
      saltId: "",
      ...event.redaction,
      fields: [...new Set([...(event.redaction?.fields ?? []), ...dropped])],
    };
  }
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

function read(message: Container, field: FieldShape): unknown {
  if (!field.isContent) {
    return message[field.localName];
  }
  const content = message["content"] as { case?: string; value?: unknown };
  return content.case === field.localName ? content.value : undefined;
}

function clear(message: Container, field: FieldShape): void {
  if (field.isContent) {
    message["content"] = { case: undefined };
  } else if (field.absent === undefined) {
    delete message[field.localName];
  } else {
    message[field.localName] = field.repeated ? [] : field.absent;
  }
}

function isAbsent(value: unknown, { absent, repeated }: FieldShape): boolean {
  return value === undefined || value === absent || (repeated && (value as unknown[]).length === 0);
}

function dropMarked(name: string, message: Container, at: string, level: "likely" | "possible", dropped: string[]) {
  for (const field of shapeOf(name).fields.values()) {
    const value = read(message, field);
    if (isAbsent(value, field)) {
      continue;
    }
    const path = `${at}/${field.name}`;
    if (field.pii === "likely" || (field.pii === "possible" && level === "possible")) {
      clear(message, field);
      dropped.push(path);
    } else if (field.kind === "m" && field.name !== "redaction") {
      (field.repeated ? (value as Container[]) : [value as Container]).forEach((inner, index) => {
        dropMarked(field.message, inner, field.repeated ? `${path}/${index}` : path, level, dropped);
      });
    }
  }
}

function dropInMessage(name: string, message: Container, path: readonly string[], at: string, dropped: string[]) {
  const [first = "", ...rest] = path;
  for (const field of shapeOf(name).fields.values()) {
    const value = read(message, field);
    if ((first !== "*" && first !== field.name) || isAbsent(value, field)) {
      continue;
    }
    const place = `${at}/${field.name}`;
    if (rest.length === 0) {
      clear(message, field);
      dropped.push(place);
    } else if (field.kind === "m" && !field.repeated) {
      dropInMessage(field.message, value as Container, rest, place, dropped);
    } else if (field.kind === "m") {
      const [index = "", ...inner] = rest;
      (value as Container[]).forEach((item, number) => {
        if (inner.length > 0 && (index === "*" || index === String(number))) {
          dropInMessage(field.message, item, inner, `${place}/${number}`, dropped);
        }
      });
    } else if (field.kind === "j") {
      dropInJson(value, rest, place, dropped);
    }
  }
}

function dropInJson(json: unknown, path: readonly string[], at: string, dropped: string[]): void {
  if (typeof json !== "object" || json === null) {
    return;
  }
  const [first = "", ...rest] = path;
  const container = json as Container;
  for (const key of first === "*" ? Object.keys(container) : [first]) {
    if (!Object.hasOwn(container, key)) {
      continue;
    }
    const place = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (rest.length > 0) {
      dropInJson(container[key], rest, place, dropped);
      continue;
    }
    if (Array.isArray(container)) {
      // The other items keep their places.
      container[Number(key)] = null;
    } else {
      delete container[key];
    }
    dropped.push(place);
  }
}
