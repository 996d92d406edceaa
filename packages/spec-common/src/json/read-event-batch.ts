// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage, MessageShape, Registry } from "@bufbuild/protobuf";
import { type Event, type EventBatch, EventBatchSchema, EventSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import type { JsonCodecError } from "./errors/json-codec-error.js";
import type { ReaderOfMessage } from "./messages/codec-state.js";
import { protoJsonReaderOf } from "./read/proto-json-dialect.js";
import { publicReaderOf } from "./read/public-dialect.js";
import { readJsonText } from "./read/read-json.js";
import { readJsonElements } from "./read/read-json-elements.js";
import { isWellFormed } from "./scalars/check-scalar.js";
import type { ListPath } from "./text/walk-json-text.js";

/** An event of a batch: the message, or why it cannot be read. */
export type EventReading =
  | { readonly kind: "event"; readonly event: Event }
  | {
      readonly kind: "error";
      /** The reason, with a pointer into the whole text, such as `/events/3/metadata/order`. */
      readonly error: JsonCodecError;
      /** The id of the event if that can be read. Empty otherwise. */
      readonly eventId: string;
      /** The tenant of the event if that can be read. Empty otherwise. */
      readonly tenantId: string;
    };

/** A message with a batch, and the events of the batch. */
export interface EventsReading<Message> {
  /** The message, in which the list of events is empty. */
  readonly message: Message;
  /** What each event was read as, in the order of the batch. */
  readonly events: readonly EventReading[];
}

/** Options of {@link readEventBatchText} and {@link readProtoJsonText}. */
export interface ReadTextOptions {
  /** Maximum number of events. More fail with the code `too_many`, before any is read. Default: no limit. */
  readonly maxEvents?: number;
}

/** Options of {@link readProtoJsonText}. */
export interface ReadProtoJsonTextOptions extends ReadTextOptions {
  /** The types that extensions may contain. */
  readonly registry?: Registry;
}

/**
 * Reads a batch from text in the public JSON form, and each event by itself, so that one that cannot be read does not
 * fail the others. Throws `JsonCodecError` if the text is not JSON, and for everything outside of the events.
 */
export function readEventBatchText(text: string, options: ReadTextOptions = {}): EventsReading<EventBatch> {
  return readEvents(publicReaderOf, EventBatchSchema, [["events"]], text, options);
}

/**
 * Reads a message, such as the request of a call, from ProtoJSON text. If it contains a batch, each event is read by
 * itself, as by {@link readEventBatchText}. Otherwise, the list of events is empty, and the message is complete.
 */
export function readProtoJsonText<Desc extends DescMessage>(
  schema: Desc,
  text: string,
  options: ReadProtoJsonTextOptions = {},
): EventsReading<MessageShape<Desc>> {
  const path = findEvents(schema);
  return path === undefined
    ? { message: readJsonText(protoJsonReaderOf, schema, text, options.registry), events: [] }
    : readEvents(protoJsonReaderOf, schema, path, text, options);
}

function readEvents<Desc extends DescMessage>(
  readerOf: ReaderOfMessage,
  schema: Desc,
  path: ListPath,
  text: string,
  { maxEvents = Number.POSITIVE_INFINITY, registry }: ReadProtoJsonTextOptions,
): EventsReading<MessageShape<Desc>> {
  const list = { path, element: EventSchema, maxElements: maxEvents };
  const { message, elements } = readJsonElements(readerOf, schema, text, list, registry);
  const events = elements.map(
    (element): EventReading =>
      "error" in element
        ? { kind: "error", error: element.error, ...findIds(element.json) }
        : { kind: "event", event: element.message },
  );
  return { message, events };
}

function findIds(json: unknown) {
  const { event_id, eventId = event_id, tenant_id, tenantId = tenant_id } = (json ?? {}) as Record<string, unknown>;
  return { eventId: toText(eventId), tenantId: toText(tenantId) };
}

function toText(value: unknown): string {
  return typeof value === "string" && isWellFormed(value) ? value : "";
}

/** Returns the keys in ProtoJSON of the list of events in a message, or in a message that it contains. */
function findEvents(schema: DescMessage, depth = 0): ListPath | undefined {
  for (const field of schema.fields) {
    if (field.fieldKind === "list" && field.message?.typeName === EventSchema.typeName) {
      return [keysOf(field)];
    }
    const inner = field.fieldKind === "message" && depth < 2 ? findEvents(field.message, depth + 1) : undefined;
    if (inner !== undefined) {
      return [keysOf(field), ...inner];
    }
  }
  return undefined;
}

function keysOf({ name, jsonName }: DescField): string[] {
  return name === jsonName ? [name] : [jsonName, name];
}
