// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { type Event, type EventNoticeSchema, type EventRejectionSchema, EventSchema } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import { codeFromString, codeToString } from "@connectrpc/connect/protocol-connect";
import type { EventNotice, EventRejection } from "../contract/chaukas-options.js";
import { parseFieldPath, toPointer } from "../errors/field-path.js";
import { shortenMessage, shortenPointer } from "../errors/shorten.js";
import { BadRequestSchema } from "../gen/google/rpc/error_details_pb.js";
import type { UnknownField } from "../inspect/locate-unknown-fields.js";
import type { ReadFault } from "./unreadable-event.js";

type SentRejection = MessageInitShape<typeof EventRejectionSchema>;
export type SentNotice = MessageInitShape<typeof EventNoticeSchema>;
type Ids = Pick<Event, "tenantId" | "eventId">;

/** Returns the JSON Pointer into an event, in the form of a protocol, for a path by proto field names. */
export type PointerOf = (path: string) => string;

/** Position of an event in its request. */
export interface EventPlace {
  readonly index: number;
  /** Path of the event by proto field names. */
  readonly path: string;
}

/** Maximum number of notices for one event. */
const maxNotices = 16;

/** Creates the rejection of an event for an error of the checks, the backend, or a hook. */
export function createRejection(
  { tenantId, eventId }: Ids,
  { index, path }: EventPlace,
  error: ConnectError,
  pointerOf: PointerOf,
): EventRejection {
  const [violation] = error.findDetails(BadRequestSchema)[0]?.fieldViolations ?? [];
  const place = violation === undefined ? findSubject(error.rawMessage, path) : relativePath(violation.field, path);
  const field = place === "" ? "" : pointerOf(place);
  return { tenantId, eventId, index, field, rule: violation?.reason ?? "", error };
}

/** Creates the rejection of an event that cannot be read. */
export function createReadRejection(
  { tenantId, eventId }: Ids,
  index: number,
  { field, rule, error }: ReadFault,
): EventRejection {
  return { tenantId, eventId, index, field, rule: rule.toUpperCase(), error };
}

/** Creates the rejection of an event that the backend describes in its response. */
export function createBackendRejection(
  { tenantId, eventId }: Ids,
  index: number,
  { code = "", field = "", message = "" }: SentRejection,
  pointerOf: PointerOf,
): EventRejection {
  const error = new ConnectError(
    message || `event ${eventId}: rejected by the server`,
    codeFromString(code) ?? Code.FailedPrecondition,
  );
  const path = field.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
  return { tenantId, eventId, index, field: path === "" ? "" : pointerOf(path), rule: "", error };
}

/** Returns the form of a rejection in a response. The path of the event is removed from its message. */
export function describeRejection({ eventId, index, field, error }: EventRejection, path: string): SentRejection {
  const text = error.rawMessage.replaceAll(`${path}.`, "").replace(`${path}: `, "");
  return {
    index,
    eventId,
    code: codeToString(error.code),
    field: shortenPointer(field),
    message: shortenMessage(text),
  };
}

/** Creates the notices of the fields that were removed from an event. Beyond 16, the last one counts the rest. */
export function createNotices(
  { tenantId, eventId }: Ids,
  index: number,
  removed: readonly UnknownField[],
): EventNotice[] {
  const rest = removed.length - maxNotices;
  return removed.slice(0, maxNotices).map(({ steps, messageName, number }, position) => {
    const more = rest > 0 && position === maxNotices - 1 ? `, and ${rest} more` : "";
    const message = `left out, since the server does not know field ${number} of ${messageName}${more}`;
    const unknown = { messageName, number };
    return { tenantId, eventId, index, kind: "unknown_field", field: toPointer(steps), message, unknown };
  });
}

/** Returns the form of a notice in a response. */
export function describeNotice({ index, eventId, kind, field, message }: EventNotice): SentNotice {
  return { index, eventId, kind, field, message };
}

/** Returns the path inside an event for one inside its request. Empty for one elsewhere. */
function relativePath(field: string, path: string): string {
  const prefix = [`${path}.`, "event."].find((candidate) => field.startsWith(candidate));
  return prefix === undefined ? "" : field.slice(prefix.length);
}

/** Returns the path inside an event with which a message begins, if it does. */
function findSubject(message: string, path: string): string {
  const subject = /^([\w.[\]]+): /.exec(message)?.[1] ?? "";
  const [name = ""] = parseFieldPath(subject);
  return EventSchema.fields.some((field) => field.name === name) ? subject : relativePath(subject, path);
}
