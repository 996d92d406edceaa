// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// An application in TypeScript, for browsers as well as servers. It is compiled, not run.
import {
  create,
  type DescFile,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { type Timestamp, timestampNow } from "@bufbuild/protobuf/wkt";
import {
  type ChaukasClient,
  type ChaukasClientErrorCode,
  type ChaukasClientOptions,
  ChaukasClientService,
  chaukasClientDefaults,
  createChaukasClient,
  type IngestEventBatchResponse,
  isChaukasClientError,
  type QueryEventsResponse,
  type RetryPolicy,
} from "@chaukas/spec-client";
import { file_chaukas_spec_client_v1_client } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import {
  Author,
  type CapabilitiesSchema,
  type Event,
  EventBatchSchema,
  EventSchema,
  EventStatus,
  EventType,
  QueryRequestSchema,
  Severity,
  SortOrder,
} from "@chaukas/spec-common";
import type { Event as GeneratedEvent } from "@chaukas/spec-common/gen/chaukas/spec/common/v1/events_pb.js";
import { file_chaukas_spec_common_v1_query } from "@chaukas/spec-common/gen/chaukas/spec/common/v1/query_pb.js";
import {
  createJsonCodec,
  type EventContentJson,
  type EventJson,
  type eventFromJson,
  eventToJson,
  isJsonCodecError,
  type JsonCodec,
} from "@chaukas/spec-common/json";
import {
  type ValidationResult,
  type Violation,
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "@chaukas/spec-common/validate";
import {
  createTrailVerifier,
  isIntegrityError,
  openEvent,
  type TrailFaultCode,
  type Verification,
} from "@chaukas/spec-integrity";
import type { ValidationResult as JsonResult, StandardSchema, Validator } from "@chaukas/spec-json-schema";
import { type Event as LenientEvent, eventValidator as lenientValidator } from "@chaukas/spec-json-schema/lenient";
import { type Event as StrictEvent, eventValidator as strictValidator } from "@chaukas/spec-json-schema/strict";
import {
  type BackendContext,
  type ChaukasBackend,
  type ChaukasFetchHandlerOptions,
  type ChaukasServerService,
  createChaukasFetchHandler,
  type GetEventStatsRequest,
  type GetEventStatsResponseSchema,
  registerChaukasServices,
} from "@chaukas/spec-server";
import { file_chaukas_spec_server_v1_server } from "@chaukas/spec-server/gen/chaukas/spec/server/v1/server_pb.js";
import { loadVectors, type Vector } from "@chaukas/spec-vectors";
import { type Client, Code, ConnectError, type ConnectRouter, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_T extends true>(): void => {};

// Messages

export const files: readonly DescFile[] = [
  file_chaukas_spec_common_v1_query,
  file_chaukas_spec_client_v1_client,
  file_chaukas_spec_server_v1_server,
];

export const event: Event = create(EventSchema, {
  eventId: "event-1",
  tenantId: "acme",
  sessionId: "session-1",
  type: EventType.TOOL_CALL_START,
  severity: Severity.INFO,
  status: EventStatus.STARTED,
  author: Author.AGENT,
  timestamp: timestampNow(),
  content: { case: "toolCall", value: { id: "call-1", name: "search", arguments: { query: "weather", limit: 3 } } },
  cost: { inputTokens: 12, totalCost: 0.25, currency: "USD" },
  metadata: { nested: { list: [1, "two", null] } },
});

// An ID is a string, and each case of the content has its own shape.
// @ts-expect-error
create(EventSchema, { eventId: 1 });
// @ts-expect-error
create(EventSchema, { content: { case: "toolCall", value: { text: "of a message" } } });
// @ts-expect-error
create(EventSchema, { type: "EVENT_TYPE_ERROR" });

holds<Same<Event, GeneratedEvent>>();
holds<Same<MessageShape<typeof EventSchema>, Event>>();
holds<Same<Event["timestamp"], Timestamp | undefined>>();
holds<Same<Event["tags"], string[]>>();
holds<Same<Event["type"], EventType>>();

export function describeContent({ content }: Event): string {
  switch (content.case) {
    case "message":
      return content.value.text;
    case "llmInvocation":
      holds<Same<typeof content.value.promptTokens, number>>();
      return content.value.model;
    case "stateUpdate":
      return Object.keys(content.value).join();
    case undefined:
      return "";
    default:
      return content.value.$typeName;
  }
}

export function copy(bytes: Uint8Array): Event {
  const batch = create(EventBatchSchema, { batchId: "batch-1", events: [fromBinary(EventSchema, bytes)] });
  holds<Same<ReturnType<typeof toBinary>, Uint8Array<ArrayBuffer>>>();
  return fromBinary(EventBatchSchema, toBinary(EventBatchSchema, batch)).events[0] ?? event;
}

// Validation

export function explain(result: ValidationResult): string {
  switch (result.kind) {
    case "valid":
      return "valid";
    case "invalid":
      return result.violations.map(({ path, ruleId, message }: Violation) => `${path} ${ruleId} ${message}`).join();
    case "error":
      return result.error.message;
  }
}

explain(validateEvent(event));
explain(validateEventBatch(create(EventBatchSchema, { events: [event] })));
explain(validateQueryRequest(create(QueryRequestSchema, { pageSize: 10, orderByTime: SortOrder.DESC })));
// @ts-expect-error
validateEvent(create(EventBatchSchema));

// JSON

export const json: EventJson = { ...eventToJson(event), content: { kind: "state_update", state: { step: 1 } } };
export const codec: JsonCodec<Event, EventJson> = createJsonCodec<typeof EventSchema, EventJson>(EventSchema);
holds<Same<ReturnType<typeof eventFromJson>, Event>>();
// @ts-expect-error
export const withoutKind: EventContentJson = { role: "user" };

export function toolOf({ content }: EventJson): string | undefined {
  return content?.kind === "tool_call" ? content.name : undefined;
}

export function placeOf(reason: unknown): string {
  return isJsonCodecError(reason) ? `${reason.code} ${reason.path}` : String(reason);
}

export const validators: readonly [Validator<StrictEvent>, StandardSchema<LenientEvent>] = [
  strictValidator,
  lenientValidator,
];

export function typeOfJson(value: unknown): string {
  const result: JsonResult<StrictEvent> = strictValidator.validate(value);
  if (result.kind === "invalid") {
    return result.errors.map(({ pointer, message }) => `${pointer} ${message}`).join();
  }
  holds<Same<typeof result.value.event_id, string>>();
  return strictValidator.isValid(value) ? value.type : result.value.type;
}
// @ts-expect-error
export const withoutId: StrictEvent = { tenant_id: "acme" };

// Client

const retry: Partial<RetryPolicy> = { maxAttempts: 2, initialDelayMs: chaukasClientDefaults.retry.initialDelayMs };
const options: ChaukasClientOptions = { baseUrl: "https://audit.example.com", apiKey: "key", timeoutMs: 1_000, retry };
const transports: Transport[] = [
  createConnectTransport({ baseUrl: "https://audit.example.com" }),
  createGrpcWebTransport({ baseUrl: "https://audit.example.com" }),
];
export const clients: ChaukasClient[] = [
  createChaukasClient(options),
  createChaukasClient({ baseUrl: "https://audit.example.com", retry: false }),
  ...transports.map((transport) => createChaukasClient({ transport })),
  ...transports.map((transport) => createClient(ChaukasClientService, transport)),
];
// @ts-expect-error
createChaukasClient({ baseUrl: new URL("https://audit.example.com") });

holds<Same<ChaukasClient, Client<typeof ChaukasClientService>>>();

export async function useClient(client: ChaukasClient, signal: AbortSignal): Promise<bigint> {
  await client.healthz({}, { signal, timeoutMs: 1_000 });
  const { capabilities } = await client.getCapabilities({});
  const { processedAt } = await client.ingestEvent({ event });
  const batch: IngestEventBatchResponse = await client.ingestEventBatch({ eventBatch: { events: [event] } });
  const page: QueryEventsResponse = await client.queryEvents({
    query: { filter: { tenantId: "acme", types: [EventType.ERROR] }, pageSize: capabilities?.maxBatchSize ?? 10 },
  });
  // @ts-expect-error
  await client.ingestEvent({ event: { eventId: 1 } });
  // @ts-expect-error
  await client.getEventStats({});
  return processedAt + BigInt(batch.acceptedCount) + (page.response?.totalCount ?? 0n);
}

export function codeOf(reason: unknown): ChaukasClientErrorCode | Code {
  return isChaukasClientError(reason) ? reason.code : ConnectError.from(reason).code;
}

// Server

export class Backend implements ChaukasBackend {
  readonly #events: Event[] = [];

  healthz(): void {}

  getCapabilities(): MessageInitShape<typeof CapabilitiesSchema> {
    return { supportsBatchIngestion: true, maxBatchSize: 1_000 };
  }

  async ingestEvent(event: Event, context: BackendContext) {
    if (context.requestHeader.get("authorization") === null) {
      throw new ConnectError("expected a key, got none", Code.Unauthenticated);
    }
    this.#events.push(event);
    return { eventId: event.eventId, status: "accepted", processedAt: BigInt(Date.now()) };
  }

  queryEvents() {
    return { events: this.#events, totalCount: BigInt(this.#events.length) };
  }

  getEventStats(request: GetEventStatsRequest): MessageInitShape<typeof GetEventStatsResponseSchema> {
    return { eventsByType: { [request.tenantId]: 1n }, avgSessionDurationMs: 0.5 };
  }
}

const handlerOptions: ChaukasFetchHandlerOptions = { pathPrefix: "/audit", fallback: () => new Response("none") };
export const handler: (request: Request) => Promise<Response> = createChaukasFetchHandler(
  new Backend(),
  handlerOptions,
);
createChaukasFetchHandler({});
// @ts-expect-error
createChaukasFetchHandler({ ingestEvent: () => ({ processedAt: 1 }) });

export function routes(router: ConnectRouter): void {
  registerChaukasServices(router, new Backend());
}

holds<Same<typeof ChaukasServerService.typeName, string>>();

// Integrity

export const trail = createTrailVerifier({ origin: "audit.example.com/t/acme" }).finish();
export const faultCode: TrailFaultCode | undefined = trail.valid ? undefined : trail.code;
export const opened: Verification<string, { readonly commit: string }> = openEvent(event, { key: "" });
// @ts-expect-error
openEvent(event, { salt: "" });
export const isOurs: boolean = isIntegrityError(new Error("x"));

// Vectors

export const invalid: Vector[] = loadVectors().filter(({ valid, path }) => !valid && path !== undefined);
