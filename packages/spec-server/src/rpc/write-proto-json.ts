// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescField,
  type DescMessage,
  type JsonObject,
  type JsonValue,
  type JsonWriteOptions,
  type Message,
  type MessageShape,
  toJson,
} from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";
import { EventSchema, type QueryResponse, QueryResponseSchema } from "@chaukas/spec-common";
import { eachEventOf, withoutEvents } from "../contract/encoded-page.js";

type Options = Partial<JsonWriteOptions> | undefined;
type Fields = Record<string, unknown>;

/**
 * Writes a message as ProtoJSON. An `Any` whose type is not in the registry of the options, or whose bytes are not of
 * its type, is written as `{"@type": …, "@value": …}` with the bytes in base64, for which ProtoJSON has no form. No field
 * is called `@value`, so that no reader takes it for another value.
 */
export function writeProtoJson<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc>,
  options: Options,
): JsonObject {
  const fields = fieldsWithAny(schema);
  const found = fields.filter(({ localName }) => isSet((message as unknown as Fields)[localName]));
  if (found.length === 0) {
    return toJson(schema, message, options) as JsonObject;
  }
  const rest: Fields = { ...(message as unknown as Fields) };
  for (const field of found) {
    rest[field.localName] = field.fieldKind === "list" ? [] : undefined;
  }
  const json = toJson(schema, rest as MessageShape<Desc>, options) as JsonObject;
  for (const { localName, jsonName, name, message: type } of found) {
    const write = (value: unknown) => writeValue(type as DescMessage, value as Message, options);
    const value = (message as unknown as Fields)[localName];
    json[options?.useProtoFieldName === true ? name : jsonName] = Array.isArray(value)
      ? value.map(write)
      : write(value);
  }
  return json;
}

/**
 * Writes the response to a query as the text of `writeProtoJson`, event by event, so that only one is in memory as a
 * message and as a JSON value.
 */
export function* writeProtoJsonPage(page: QueryResponse, options: Options): Generator<string> {
  let separator = '{"response":{"events":[';
  for (const event of eachEventOf(page)) {
    yield separator + stringifyJson(writeProtoJson(EventSchema, event, options));
    separator = ",";
  }
  const { events: none, ...others } = writeProtoJson(QueryResponseSchema, withoutEvents(page), options);
  const isEmpty = separator !== ",";
  const members = stringifyJson(isEmpty && none !== undefined ? { events: none, ...others } : others).slice(1);
  yield isEmpty ? `{"response":{${members}}` : `]${members === "}" ? "" : ","}${members}}`;
}

/** Does what `JSON.stringify` does, but keeps the sign of minus zero. */
export function stringifyJson(json: JsonValue): string {
  return hasNegativeZero(json) ? stringifySigned(json) : JSON.stringify(json);
}

function hasNegativeZero(json: JsonValue): boolean {
  if (typeof json !== "object" || json === null) {
    return Object.is(json, -0);
  }
  return Array.isArray(json) ? json.some(hasNegativeZero) : Object.values(json).some(hasNegativeZero);
}

function stringifySigned(json: JsonValue): string {
  if (Array.isArray(json)) {
    return `[${json.map(stringifySigned).join(",")}]`;
  }
  if (typeof json === "object" && json !== null) {
    const members = Object.entries(json).map(([key, member]) => `${JSON.stringify(key)}:${stringifySigned(member)}`);
    return `{${members.join(",")}}`;
  }
  return Object.is(json, -0) ? "-0" : JSON.stringify(json);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function writeValue(type: DescMessage, value: Message, options: Options): JsonObject {
  return type.typeName === AnySchema.typeName ? writeAny(value as Any, options) : writeProtoJson(type, value, options);
}

function writeAny(any: Any, options: Options): JsonObject {
  const { typeUrl, value } = any;
  if (typeUrl !== "" || value.length === 0) {
    try {
      return toJson(AnySchema, any, options) as JsonObject;
    } catch {
      // Neither the registry nor the bytes are known to be right, so this is all that can be said.
    }
  }
  return { "@type": typeUrl, "@value": base64Encode(value) };
}

const known = new WeakMap<DescMessage, readonly DescField[]>();

/** Returns the fields of a message that may contain an Any, other than in a map or a oneof. */
function fieldsWithAny(schema: DescMessage): readonly DescField[] {
  let fields = known.get(schema);
  if (fields === undefined) {
    // Ends the recursion if the message contains itself.
    known.set(schema, []);
    fields = schema.fields.filter(
      ({ message, oneof, fieldKind }) =>
        message !== undefined &&
        oneof === undefined &&
        fieldKind !== "map" &&
        (message.typeName === AnySchema.typeName || fieldsWithAny(message).length > 0),
    );
    known.set(schema, fields);
  }
  return fields;
}
