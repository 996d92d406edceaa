// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { messageShapes } from "../gen/chaukas/spec/common/v1/events_shapes.js";

/** A field of a message, as the generated shapes describe it. */
export interface FieldShape {
  readonly localName: string;
  /** Name in the proto, which paths of events are made of. */
  readonly name: string;
  readonly kind: "s" | "b" | "n" | "d" | "i" | "t" | "j" | "a" | "m";
  /** Number and wire type, as they precede the value. */
  readonly tag: number;
  readonly repeated: boolean;
  /** Whether it is a member of the content of an event. */
  readonly isContent: boolean;
  /** Whether it is a text for people, which may be of any length. */
  readonly isFreeText: boolean;
  readonly pii: "none" | "possible" | "likely";
  /** Name of the message. Empty for other kinds. */
  readonly message: string;
  /** Value that stands for absence. */
  readonly absent: unknown;
}

/** A message: its fields, and a message in which all of them are absent. */
export interface MessageShape {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly empty: Readonly<Record<string, unknown>>;
}

const absent: Readonly<Record<string, unknown>> = { s: "", b: false, n: 0, d: 0, i: 0n };
const pii = { "": "none", "+": "possible", "*": "likely" } as const;
const shapes = new Map<string, MessageShape>();

/** Returns the shape of a message of the package `chaukas.spec.common.v1`, such as `Event`. */
export function shapeOf(name: string): MessageShape {
  let shape = shapes.get(name);
  if (shape === undefined) {
    shape = readShape(name, messageShapes[name as keyof typeof messageShapes]);
    shapes.set(name, shape);
  }
  return shape;
}

function readShape(name: string, texts: Readonly<Record<string, string>>): MessageShape {
  const fields = new Map<string, FieldShape>();
  const empty: Record<string, unknown> = { $typeName: `chaukas.spec.common.v1.${name}` };
  for (const [localName, text] of Object.entries(texts)) {
    const field = readField(localName, text);
    fields.set(localName, field);
    if (field.isContent) {
      empty["content"] = { case: undefined };
    } else if (field.absent !== undefined) {
      empty[localName] = field.absent;
    }
  }
  return { fields, empty };
}

function readField(localName: string, text: string): FieldShape {
  const [, number, optional, list, kind = "s", mark = "", message = ""] =
    /^(\d+)(\??)(\[?)(\w)([+*]?)(\w*)$/.exec(text) ?? [];
  return {
    localName,
    name: localName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    tag: Number(number) * 8 + (absent[kind] === undefined || kind === "s" || list !== "" ? 2 : kind === "d" ? 1 : 0),
    kind: kind as FieldShape["kind"],
    repeated: list !== "",
    isContent: optional !== "" && absent[kind] === undefined,
    isFreeText: kind === "s" && mark !== "",
    pii: pii[mark as keyof typeof pii],
    message,
    absent: list === "" ? (optional === "" ? absent[kind] : undefined) : [],
  };
}
