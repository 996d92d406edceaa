// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { logsToEvents, spansToEvents, type ToEventsResult } from "@chaukas/spec-otel";
import {
  encodeExportLogsServiceResponse,
  encodeExportTraceServiceResponse,
  isOtlpError,
  LogsService,
  type OtlpError,
  type OtlpReading,
  type OtlpReadOptions,
  type OtlpRequestSchema,
  parseOtlpBinary,
  parseOtlpJson,
  TraceService,
  toOtlpJson,
} from "@chaukas/spec-otel/otlp";
import type { BackendContext } from "../contract/chaukas-backend.js";
import type { IngestEvents, IngestProtocol, MessageCodec } from "../contract/chaukas-options.js";
import { createRestRoute, type RestRequest, type RestRoute } from "../contract/rest-route.js";
import { limitError } from "../errors/limit-error.js";
import { describeOutcome } from "./describe-outcome.js";
import { encodeStatus, statusToJson } from "./write-status.js";

/** Options of {@link createOtlpProtocol}. */
export interface OtlpOptions {
  /**
   * Tenant of the events of a call. Default: empty, for an option `enrich` that knows it from the caller's credentials. No
   * attribute can set it.
   */
  readonly tenantId?: (context: BackendContext) => string;
  /** Whether spans and log records that have nothing to do with generative AI become events too. Default: false. */
  readonly includeOthers?: boolean;
  /**
   * Maximum number of spans or log records in a request, with their resources and scopes. One with more is refused with
   * `resource_exhausted`. Default: 50,000.
   */
  readonly maxElements?: number;
}

const defaultMaxElements = 50_000;

/**
 * Serves OTLP 1.11.0 for traces and logs: `POST /v1/traces` and `POST /v1/logs` in protobuf and in JSON, and the services of
 * `opentelemetry.proto.collector`, for the option `protocols` of a handler.
 *
 * Spans and log records become events by the mapping of `@chaukas/spec-otel`, and go through everything that other events go
 * through. What cannot be read or is rejected is in `partial_success`, and does not keep the rest out; so is, as a warning,
 * the number of spans and records that were left out since they have nothing to do with generative AI.
 */
export function createOtlpProtocol(options: OtlpOptions = {}): IngestProtocol {
  const limits = { maxElements: options.maxElements ?? defaultMaxElements };
  return (ingest) => {
    const exportTraces = createExport(spansToEvents, "spans", ingest, options);
    const exportLogs = createExport(logsToEvents, "log records", ingest, options);
    const callTraces = async (request: MessageShape<typeof traces.input>, context: BackendContext) => {
      const { rejected, errorMessage } = await exportTraces(request, context);
      return errorMessage === "" ? {} : { partialSuccess: { rejectedSpans: rejected, errorMessage } };
    };
    const callLogs = async (request: MessageShape<typeof logs.input>, context: BackendContext) => {
      const { rejected, errorMessage } = await exportLogs(request, context);
      return errorMessage === "" ? {} : { partialSuccess: { rejectedLogRecords: rejected, errorMessage } };
    };
    return {
      services(router) {
        router.service(TraceService, { export: callTraces });
        router.service(LogsService, { export: callLogs });
      },
      codecs: new Map<string, MessageCodec>([
        [traces.input.typeName, { decode: (bytes) => readBinary(traces.input, bytes, limits) }],
        [traces.output.typeName, { encode: encodeExportTraceServiceResponse as NonNullable<MessageCodec["encode"]> }],
        [logs.input.typeName, { decode: (bytes) => readBinary(logs.input, bytes, limits) }],
        [logs.output.typeName, { encode: encodeExportLogsServiceResponse as NonNullable<MessageCodec["encode"]> }],
      ]),
      routes: [
        createOtlpRoute("/v1/traces", traces, encodeExportTraceServiceResponse, callTraces, limits),
        createOtlpRoute("/v1/logs", logs, encodeExportLogsServiceResponse, callLogs, limits),
      ],
    };
  };
}

const traces = TraceService.method.export;
const logs = LogsService.method.export;

/** What could not be read of a request. */
const unreadable = new WeakMap<object, readonly OtlpError[]>();

function createExport<Request extends object>(
  convert: (request: Request, options: { tenantId: string; includeOthers: boolean }) => ToEventsResult,
  subject: string,
  ingest: IngestEvents,
  { tenantId, includeOthers = false }: OtlpOptions,
) {
  return async (request: Request, context: BackendContext) => {
    const result = convert(request, { tenantId: tenantId?.(context) ?? "", includeOthers });
    const rejections = result.events.length === 0 ? [] : await ingest(result.events, context);
    return describeOutcome({ result, rejections, unreadable: unreadable.get(request) ?? [], subject });
  };
}

function createOtlpRoute<I extends OtlpRequestSchema, O extends DescMessage>(
  path: string,
  rpc: DescMethodUnary<I, O>,
  encode: (response: MessageShape<O>) => Uint8Array,
  call: (message: MessageShape<I>, context: BackendContext) => Promise<MessageInitShape<O>>,
  limits: OtlpReadOptions,
): RestRoute {
  return createRestRoute<I, O>({
    method: "POST",
    path,
    rpc,
    read: {
      "application/x-protobuf": ({ body }: RestRequest) => readBinary(rpc.input, body, limits),
      "application/json": (request: RestRequest) => readJson(rpc.input, request.text(), limits),
    },
    call,
    write: {
      "application/x-protobuf": encode,
      "application/json": (response) => JSON.stringify(toOtlpJson(rpc.output, response)),
    },
    errors: { "application/x-protobuf": encodeStatus, "application/json": statusToJson },
  });
}

function readBinary<I extends OtlpRequestSchema>(
  schema: I,
  bytes: Uint8Array,
  limits: OtlpReadOptions,
): MessageShape<I> {
  return remember(() => parseOtlpBinary(schema, bytes, limits));
}

function readJson<I extends OtlpRequestSchema>(schema: I, text: string, limits: OtlpReadOptions): MessageShape<I> {
  return remember(() => parseOtlpJson(schema, text, limits));
}

function remember<T extends object>(read: () => OtlpReading<T>): T {
  try {
    const { message, rejected } = read();
    if (rejected.length > 0) {
      unreadable.set(message, rejected);
    }
    return message;
  } catch (error) {
    throw isOtlpError(error) && error.code === "too_many" ? limitError(error.message) : error;
  }
}
