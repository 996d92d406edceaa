// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, MessageShape } from "@bufbuild/protobuf";
import { WireType } from "@bufbuild/protobuf/wire";
import { isBinaryCodecError, locate, toCodecError } from "@chaukas/spec-common/gen/es_codec/error.js";
import {
  type DecodeOptions,
  openReader,
  takeEnd,
  takeTag,
  takeUnknown,
} from "@chaukas/spec-common/gen/es_codec/reader.js";
import { decodeExportLogsServiceRequest } from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_codec.js";
import { ExportLogsServiceRequestSchema } from "../gen/opentelemetry/proto/collector/logs/v1/logs_service_pb.js";
import { decodeExportTraceServiceRequest } from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_codec.js";
import { ExportTraceServiceRequestSchema } from "../gen/opentelemetry/proto/collector/trace/v1/trace_service_pb.js";
import { decodeLogRecord, decodeResourceLogs, decodeScopeLogs } from "../gen/opentelemetry/proto/logs/v1/logs_codec.js";
import { ResourceLogsSchema, ScopeLogsSchema } from "../gen/opentelemetry/proto/logs/v1/logs_pb.js";
import { decodeResourceSpans, decodeScopeSpans, decodeSpan } from "../gen/opentelemetry/proto/trace/v1/trace_codec.js";
import { ResourceSpansSchema, ScopeSpansSchema } from "../gen/opentelemetry/proto/trace/v1/trace_pb.js";
import { type CountElements, createElementBudget, type OtlpReadOptions } from "./element-budget.js";
import { OtlpError } from "./otlp-error.js";
import type { OtlpReading } from "./parse-otlp-json.js";

/** The requests that {@link parseOtlpBinary} reads. */
export type OtlpRequestSchema = typeof ExportTraceServiceRequestSchema | typeof ExportLogsServiceRequestSchema;

type Decode = (bytes: Uint8Array, options?: DecodeOptions) => object;

/** A message around spans or log records: its codec, and the field with the messages of the next level. */
interface Level {
  readonly decode: Decode;
  readonly field: DescField;
}

/** The messages from a request to a span or a log record, and the codec of this. */
interface Frame {
  readonly levels: readonly Level[];
  readonly decodeElement: Decode;
}

const traceFrame: Frame = {
  levels: [
    { decode: decodeExportTraceServiceRequest, field: ExportTraceServiceRequestSchema.field.resourceSpans },
    { decode: decodeResourceSpans, field: ResourceSpansSchema.field.scopeSpans },
    { decode: decodeScopeSpans, field: ScopeSpansSchema.field.spans },
  ],
  decodeElement: decodeSpan,
};

const logFrame: Frame = {
  levels: [
    { decode: decodeExportLogsServiceRequest, field: ExportLogsServiceRequestSchema.field.resourceLogs },
    { decode: decodeResourceLogs, field: ResourceLogsSchema.field.scopeLogs },
    { decode: decodeScopeLogs, field: ScopeLogsSchema.field.logRecords },
  ],
  decodeElement: decodeLogRecord,
};

/**
 * Reads a request of OTLP from its binary form, strictly, as the generated functions do.
 *
 * A span or a log record that cannot be read within its own length is in `rejected`, and does not keep the others out.
 * Throws `OtlpError` if anything around them cannot be read, such as a span that is longer than its scope.
 */
export function parseOtlpBinary<Schema extends OtlpRequestSchema>(
  schema: Schema,
  bytes: Uint8Array,
  options: OtlpReadOptions = {},
): OtlpReading<MessageShape<Schema>> {
  const frame = schema.typeName === ExportTraceServiceRequestSchema.typeName ? traceFrame : logFrame;
  const rejected: OtlpError[] = [];
  const message = readLevel({ ...frame, rejected, count: createElementBudget(options) }, 0, bytes, "");
  return { message: message as MessageShape<Schema>, rejected };
}

interface Reading extends Frame {
  readonly rejected: OtlpError[];
  readonly count: CountElements;
}

/** Decodes a message without those inside it, and each of these by itself. */
function readLevel(reading: Reading, depth: number, bytes: Uint8Array, path: string): object {
  const level = reading.levels[depth];
  if (level === undefined) {
    return decodeAt(reading.decodeElement, depth, bytes, path);
  }
  const { decode, field } = level;
  const list = path === "" ? field.jsonName : `${path}.${field.jsonName}`;
  const { elements, rest } = decodeAt(() => cutOut(field, bytes), depth, bytes, path);
  reading.count(elements.length, list);
  const message = decodeAt(decode, depth, rest, path);
  const read: object[] = [];
  for (const [index, element] of elements.entries()) {
    try {
      read.push(readLevel(reading, depth + 1, element, `${list}[${index}]`));
    } catch (error) {
      if (!(error instanceof OtlpError) || depth + 1 < reading.levels.length) {
        throw error;
      }
      reading.rejected.push(error);
    }
  }
  return Object.assign(message, { [field.localName]: read });
}

const maxDepth = 100;

/** Decodes a message at a depth and a place of the request. */
function decodeAt<T extends object>(
  decode: (bytes: Uint8Array, options?: DecodeOptions) => T,
  depth: number,
  bytes: Uint8Array,
  path: string,
): T {
  try {
    return decode(bytes, { recursionLimit: maxDepth - depth });
  } catch (error) {
    if (!isBinaryCodecError(error)) {
      throw error;
    }
    const inner = error.path.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const place = path === "" || inner === "" ? path + inner : `${path}.${inner}`;
    throw new OtlpError("syntax", place, `expected ${error.expected}, got ${error.found}`, { cause: error });
  }
}

/** Cuts the values of a list of messages out of a message. Returns them in order, and the bytes of all other fields. */
function cutOut({ number, name, parent }: DescField, bytes: Uint8Array): { elements: Uint8Array[]; rest: Uint8Array } {
  const wireType = WireType.LengthDelimited;
  const elements: Uint8Array[] = [];
  const rest = new Uint8Array(bytes.length);
  let length = 0;
  let tag = 0;
  const reader = openReader(bytes, { readUnknownFields: false });
  try {
    while (reader.pos < bytes.length) {
      const start = reader.pos;
      tag = takeTag(reader, bytes.length);
      if (tag === ((number << 3) | wireType)) {
        const end = takeEnd(reader, bytes.length);
        elements.push(bytes.subarray(reader.pos, end));
        reader.pos = end;
      } else {
        takeUnknown(reader, bytes.length, tag, { [number]: `${wireType}${name}` }, undefined);
        rest.set(bytes.subarray(start, reader.pos), length);
        length += reader.pos - start;
      }
    }
  } catch (error) {
    const isElement = tag >>> 3 === number;
    throw toCodecError(locate(error, isElement ? name : undefined, isElement ? elements.length : -1), parent.typeName);
  }
  return { elements, rest: rest.subarray(0, length) };
}
