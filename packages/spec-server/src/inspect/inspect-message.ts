// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, JsonObject, JsonValue, Message } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { MessageFault } from "../errors/message-fault.js";
import { enterMessage, type Inspection, inspectNumber, inspectText } from "./inspection.js";

type InspectValue = (value: never, inspection: Inspection) => void;
type InspectMembers = (message: Readonly<Record<string, unknown>>, inspection: Inspection) => void;

const minSeconds = -62_135_596_800n;
const maxSeconds = 253_402_300_799n;
const inspectors = new WeakMap<DescMessage, InspectMembers>();

/**
 * Inspects everything in a message in one pass: removes unknown fields, counts depth and size, and throws
 * `MessageFault` for what some format cannot express: excessive depth, times outside the years 0001 to 9999, fields
 * that are not finite numbers, and strings that are not well-formed Unicode. In a Struct, such numbers become strings.
 */
export function inspectMessage(schema: DescMessage, message: Message, inspection: Inspection): void {
  enterMessage(inspection);
  if (message.$unknown !== undefined) {
    inspection.removed.set(
      message,
      message.$unknown.map(({ no }) => no),
    );
    delete message.$unknown;
  }
  inspectorOf(schema)(message as never, inspection);
  inspection.depth--;
}

function inspectorOf(schema: DescMessage): InspectMembers {
  let inspect = inspectors.get(schema);
  if (inspect === undefined) {
    inspect = schema.typeName === "google.protobuf.Timestamp" ? (inspectTimestamp as never) : createInspector(schema);
    inspectors.set(schema, inspect);
  }
  return inspect;
}

function createInspector(schema: DescMessage): InspectMembers {
  const fields = schema.fields
    .filter((field) => field.oneof === undefined)
    .map((field) => [field.localName, createFieldInspector(field)] as const);
  const oneofs = schema.oneofs.map((oneof) => {
    const cases = new Map(oneof.fields.map((field) => [field.localName, createFieldInspector(field)]));
    return [oneof.localName, cases] as const;
  });
  return (message, inspection) => {
    for (const [name, inspect] of fields) {
      const value = message[name];
      if (value !== undefined) {
        inspect(value as never, inspection);
      }
    }
    for (const [name, cases] of oneofs) {
      const { case: found, value } = message[name] as { case?: string; value?: unknown };
      cases.get(found ?? "")?.(value as never, inspection);
    }
  };
}

function createFieldInspector(field: DescField): InspectValue {
  const inspect = createValueInspector(field);
  switch (field.fieldKind) {
    case "list":
      return named(field.name, (values: readonly never[], inspection) => {
        for (let index = 0; index < values.length; index++) {
          at(index, inspect, values[index] as never, inspection);
        }
      });
    case "map":
      return named(field.name, (entries: Readonly<Record<string, never>>, inspection) => {
        enterMessage(inspection);
        for (const [key, value] of Object.entries(entries)) {
          inspectText(key, inspection);
          inspect(value, inspection);
        }
        inspection.depth--;
      });
    default:
      return named(field.name, inspect);
  }
}

function createValueInspector(field: DescField): InspectValue {
  const { message, parent } = field;
  if (message === undefined) {
    return inspectScalar;
  }
  // As a field, a Struct is a plain object, except inside a Value.
  if (message.typeName === "google.protobuf.Struct" && parent.typeName !== "google.protobuf.Value") {
    return inspectStruct;
  }
  return (value: Message, inspection) => inspectMessage(message, value, inspection);
}

function inspectScalar(value: unknown, inspection: Inspection): void {
  if (typeof value === "string") {
    inspectText(value, inspection);
  } else if (typeof value === "number") {
    inspectNumber(value, inspection);
  } else {
    inspection.maxBytes += value instanceof Uint8Array ? value.length + 16 : 16;
  }
}

function inspectTimestamp({ seconds, nanos }: Timestamp): void {
  if (seconds < minSeconds || seconds > maxSeconds) {
    throw new MessageFault("timestamp.range", `expected a time in the years 0001 to 9999, got ${seconds} seconds`);
  }
  if (nanos < 0 || nanos > 999_999_999) {
    throw new MessageFault("timestamp.nanos", `expected nanos from 0 to 999999999, got ${nanos}`);
  }
}

function named<Value>(name: string, inspect: (value: Value, inspection: Inspection) => void) {
  return (value: Value, inspection: Inspection): void => {
    try {
      inspect(value, inspection);
    } catch (error) {
      throw withStep(error, name);
    }
  };
}

function at(index: number, inspect: InspectValue, value: never, inspection: Inspection): void {
  try {
    inspect(value, inspection);
  } catch (error) {
    throw withStep(error, `[${index}]`);
  }
}

function withStep(error: unknown, step: string): unknown {
  if (error instanceof MessageFault) {
    error.steps.push(step);
  }
  return error;
}

/**
 * Inspects a google.protobuf.Struct, a plain object. In binary form, each member is a map entry and a Value. A number
 * that is not finite, which JSON lacks, becomes a string (chaukas-integrity/1, §1.6).
 */
function inspectStruct(struct: JsonObject, inspection: Inspection): void {
  enterMessage(inspection);
  for (const key of Object.keys(struct)) {
    inspectText(key, inspection);
    enterMessage(inspection);
    const value = struct[key] as JsonValue;
    inspectValue(value, inspection);
    if (isNotFinite(value)) {
      // An own property, even for the key `__proto__`.
      Object.defineProperty(struct, key, { ...writable, value: String(value) });
    }
    inspection.depth--;
  }
  inspection.depth--;
}

const writable = { enumerable: true, configurable: true, writable: true };

function isNotFinite(value: JsonValue): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

function inspectValue(value: JsonValue, inspection: Inspection): void {
  enterMessage(inspection);
  if (typeof value === "string") {
    inspectText(value, inspection);
  } else if (Array.isArray(value)) {
    enterMessage(inspection);
    for (let index = 0; index < value.length; index++) {
      const element = value[index] as JsonValue;
      inspectValue(element, inspection);
      if (isNotFinite(element)) {
        value[index] = String(element);
      }
    }
    inspection.depth--;
  } else if (typeof value === "object" && value !== null) {
    inspectStruct(value, inspection);
  }
  inspection.depth--;
}
