// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type AnyMessage, createRegistry as createRegistryV1, type MessageType } from "@bufbuild/protobuf";
import * as common from "@chaukas/spec-common";
import * as v1 from "@chaukas/spec-connect-v1";
import * as v1Audit from "@chaukas/spec-connect-v1/audit";
import { file_chaukas_spec_audit_v1_audit } from "@chaukas/spec-integrity/audit";
import { readCapturedBatches, readCapturedLines } from "@chaukas/testdata";
import {
  create,
  createRegistry,
  type DescField,
  type DescMessage,
  fromBinary,
  fromJsonString,
  type Message,
  ScalarType,
  toBinary,
  toJson,
} from "protobuf-es-v2";
import { anyPack, timestampFromMs } from "protobuf-es-v2/wkt";
import { describe, expect, it } from "vitest";

const schemas: DescMessage[] = [
  ...common.file_chaukas_spec_common_v1_events.messages,
  ...common.file_chaukas_spec_common_v1_query.messages,
  ...file_chaukas_spec_audit_v1_audit.messages,
];

// The types that extensions may contain, which both versions need for the JSON form.
const registry = createRegistry(common.RetryInfoSchema);
const typeRegistry = createRegistryV1(v1.RetryInfo);

const types = new Map<string, MessageType<AnyMessage>>(
  Object.values({ ...v1, ...v1Audit })
    .filter((value) => typeof value === "function")
    .map((type) => [type.typeName, type as unknown as MessageType<AnyMessage>]),
);

function getType(schema: DescMessage): MessageType<AnyMessage> {
  const type = types.get(schema.typeName);
  if (type === undefined) {
    throw new Error(`${schema.typeName}: expected a message in @chaukas/spec-connect-v1, got none`);
  }
  return type;
}

/** Converts a message from version 2 to version 1 and back, and compares the output of both. */
function expectSame(schema: DescMessage, message: Message): void {
  const bytes = toBinary(schema, message);
  const copy = getType(schema).fromBinary(bytes);
  expect(copy.toBinary()).toEqual(bytes);
  expect(fromBinary(schema, copy.toBinary())).toEqual(message);
  const json = toJson(schema, message, { registry });
  expect(copy.toJson({ typeRegistry })).toEqual(json);
  expect(getType(schema).fromJson(json, { typeRegistry }).toBinary()).toEqual(bytes);
}

describe("versions 1 and 2 write the same bytes, apart from what differences.test.ts lists", () => {
  const batches = readCapturedBatches();

  it("for the 6 captured batches", () => {
    expect(batches).toHaveLength(6);
    for (const bytes of batches) {
      expectSame(common.EventBatchSchema, fromBinary(common.EventBatchSchema, bytes));
    }
  });

  it("for the 106 captured events", () => {
    const events = batches.flatMap((bytes) => fromBinary(common.EventBatchSchema, bytes).events);
    expect(events).toHaveLength(106);
    for (const event of events) {
      expectSame(common.EventSchema, event);
    }
  });

  it("for the 43 events that the SDK wrote to a file", () => {
    const lines = readCapturedLines().map((line) => line.replace(/("timestamp": "[^"]+)"/, '$1Z"'));
    expect(lines).toHaveLength(43);
    for (const line of lines) {
      expectSame(common.EventSchema, fromJsonString(common.EventSchema, line));
      expect(v1.Event.fromJsonString(line).toBinary()).toEqual(
        toBinary(common.EventSchema, fromJsonString(common.EventSchema, line)),
      );
    }
  });

  it.each(schemas.map((schema) => [schema.name, schema] as const))("for %s with every field set", (_, schema) => {
    const choices = schema.oneofs.flatMap((oneof) => oneof.fields);
    for (const choice of choices.length === 0 ? [undefined] : choices) {
      expectSame(schema, fill(schema, choice));
    }
  });

  it("for unknown enum numbers and fields", () => {
    const event = create(common.EventSchema, { type: 9999 as common.EventType, severity: -1 as common.Severity });
    expectSame(common.EventSchema, event);
    const later = Uint8Array.of(...toBinary(common.EventSchema, event), 0xc2, 0x3e, 2, 104, 105);
    expect(v1.Event.fromBinary(later).toBinary()).toEqual(later);
    expect(toBinary(common.EventSchema, fromBinary(common.EventSchema, later))).toEqual(later);
  });
});

describe("versions 1 and 2 have the same", () => {
  it("messages", () => {
    expect([...types.keys()].sort()).toEqual(schemas.map((schema) => schema.typeName).sort());
  });

  it("enum values", () => {
    const enums = [
      [v1.EventType, common.EventType],
      [v1.EventStatus, common.EventStatus],
      [v1.Severity, common.Severity],
      [v1.Author, common.Author],
      [v1.SortOrder, common.SortOrder],
    ];
    for (const [older, newer] of enums) {
      expect(Object.entries(older ?? {})).toEqual(Object.entries(newer ?? {}));
    }
  });
});

/** Creates a message with non-default values in all fields, and the given member of a oneof. */
function fill(schema: DescMessage, choice?: DescField): Message {
  const fields = schema.fields.filter((field) => field.oneof === undefined);
  const init = Object.fromEntries(fields.map((field) => [field.localName, createValue(field)]));
  if (choice?.oneof !== undefined) {
    init[choice.oneof.localName] = { case: choice.localName, value: createValue(choice) };
  }
  return create(schema, init);
}

function createValue(field: DescField): unknown {
  switch (field.fieldKind) {
    case "list":
      return [createElement(field), createElement(field)];
    case "map":
      return { first: createElement(field), second: createElement(field) };
    default:
      return createElement(field);
  }
}

function createElement(field: DescField): unknown {
  if (field.message !== undefined) {
    switch (field.message.typeName) {
      case "google.protobuf.Struct":
        return { text: "é", number: -1.5, flag: false, nothing: null, list: [1, { deep: [] }], empty: {} };
      case "google.protobuf.Timestamp":
        return timestampFromMs(1_700_000_000_123);
      case "google.protobuf.Any":
        return anyPack(common.RetryInfoSchema, create(common.RetryInfoSchema, { attempt: 1 }));
      default:
        return fill(field.message, field.message.oneofs[0]?.fields[0]);
    }
  }
  if (field.enum !== undefined) {
    return field.enum.values.at(-1)?.number;
  }
  switch (field.scalar) {
    case ScalarType.STRING:
      return "Grüße 🚀";
    case ScalarType.BOOL:
      return true;
    case ScalarType.BYTES:
      return Uint8Array.of(0, 127, 255);
    case ScalarType.INT64:
      return 2n ** 62n;
    case ScalarType.DOUBLE:
      return 0.1;
    default:
      return -7;
  }
}
