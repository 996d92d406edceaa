// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { messageShapes } from "../gen/chaukas/spec/common/v1/events_shapes.js";
import type { Pii } from "./capture.js";

/** A field of a message, as the generated shapes describe it. */
export interface FieldShape {
  readonly localName: string;
  /** Name in the proto, which paths of events are made of. */
  readonly name: string;
  readonly kind: "s" | "b" | "n" | "d" | "i" | "y" | "t" | "j" | "a" | "m";
  /** Number and wire type, as they precede the value. */
  readonly tag: number;
  readonly repeated: boolean;
  /** Whether it is a member of the content of an event. */
  readonly isContent: boolean;
  /** Whether it is a text for people, which may be of any length. */
  readonly isFreeText: boolean;
  readonly pii: Pii;
  /** Name of the message, for `shapeOf`. */
  readonly message: string;
  /** Value that stands for absence. */
  readonly absent: unknown;
  /** How many bytes the length of the last value took, which is a good guess for the next one. */
  lengthBytes: number;
}

/** A message: its fields, and a message in which all of them are absent. */
export interface MessageShape {
  /** Name without the package. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly empty: Readonly<Record<string, unknown>>;
}

/** Messages of Protobuf itself. */
const wellKnown: Readonly<Record<string, readonly [name: string, text: string]>> = {
  t: ["Timestamp", "seconds:i,nanos:n"],
  a: ["Any", "typeUrl,value:y"],
};
const absent: Readonly<Record<string, unknown>> = { s: "", b: false, n: 0, d: 0, i: 0n, y: new Uint8Array() };
const pii = { "": "none", "+": "possible", "*": "likely" } as const;
const shapes = new Map<string, MessageShape>();

/** Returns the shape of a message of the package `chaukas.spec.common.v1`, such as `Event`, or of the kinds `t` and `a`. */
export function shapeOf(name: string): MessageShape {
  let shape = shapes.get(name);
  if (shape === undefined) {
    const known = wellKnown[name];
    shape =
      known === undefined
        ? readShape("chaukas.spec.common.v1.", name, messageShapes[name as keyof typeof messageShapes])
        : readShape("google.protobuf.", ...known);
    shapes.set(name, shape);
  }
  return shape;
}

function readShape(prefix: string, name: string, text: string): MessageShape {
  const fields = new Map<string, FieldShape>();
  const empty: Record<string, unknown> = { $typeName: prefix + name };
  let last = 0;
  for (const fieldText of text.split(",")) {
    const field = readField(fieldText, last + 1);
    last = field.tag >>> 3;
    fields.set(field.localName, field);
    if (field.isContent) {
      empty["content"] = { case: undefined };
    } else if (field.absent !== undefined) {
      empty[field.localName] = field.absent;
    }
  }
  return { name, fields, empty };
}

function readField(text: string, next: number): FieldShape {
  const [, localName = "", number, optional = "", list = "", kind = "s", mark = "", message = ""] =
    /^(\w+)(?::(\d*)(\??)(\[?)(\w))?([+*]?)(\w*)$/.exec(text) ?? [];
  return {
    localName,
    name: localName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    tag: Number(number || next) * 8 + (/[bni]/.test(kind) ? 0 : kind === "d" ? 1 : 2),
    kind: kind as FieldShape["kind"],
    repeated: list !== "",
    isContent: optional !== "" && absent[kind] === undefined,
    isFreeText: kind === "s" && mark !== "",
    pii: pii[mark as keyof typeof pii],
    message: message || kind,
    absent: list === "" ? (optional === "" ? absent[kind] : undefined) : [],
    lengthBytes: 1,
  };
}
