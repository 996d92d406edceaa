// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, toBinary } from "@bufbuild/protobuf";
import { type Event, EventType } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  type ChaukasBackend,
  ChaukasServerService,
  type ChaukasServiceOptions,
  IngestEventRequestSchema,
  limitError,
} from "@chaukas/spec-server";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../test/serve-everywhere.js";
import { BadRequestSchema, RetryInfoSchema } from "./gen/google/rpc/error_details_pb.js";

/** Sends an event over every protocol. Returns the Connect errors and the REST responses. */
async function sendEverywhere(event: Event, backend: ChaukasBackend, options: ChaukasServiceOptions = {}) {
  const { transports, fetches } = await serveEverywhere(backend, options);
  const errors = await Promise.all(
    Object.values(transports).map((transport) =>
      createClient(ChaukasServerService, transport)
        .ingestEvent({ event })
        .then(() => undefined, ConnectError.from),
    ),
  );
  const binary = toBinary(IngestEventRequestSchema, create(IngestEventRequestSchema, { event }));
  const answers = await Promise.all(
    Object.values(fetches).flatMap((call) => [
      call("/v1/events", postJson(eventToJsonString(event))),
      call("/v1/events", postBinary(binary)),
      call("/events", postBinary(binary)),
    ]),
  );
  return { errors, answers };
}

describe("a backend error", () => {
  const failures: [ConnectError, number, string][] = [
    [new ConnectError("gone", Code.Canceled), 499, "Client Closed Request"],
    [new ConnectError("odd", Code.Unknown), 500, "Internal Server Error"],
    [new ConnectError("bad", Code.InvalidArgument), 400, "Bad Request"],
    [new ConnectError("late", Code.DeadlineExceeded), 504, "Gateway Timeout"],
    [new ConnectError("none", Code.NotFound), 404, "Not Found"],
    [new ConnectError("other content", Code.AlreadyExists), 409, "Conflict"],
    [new ConnectError("not yours", Code.PermissionDenied), 403, "Forbidden"],
    [limitError("too large"), 413, "Content Too Large"],
    [limitError("too fast", { retryAfterSeconds: 1.5 }), 429, "Too Many Requests"],
    [new ConnectError("not now", Code.FailedPrecondition), 400, "Bad Request"],
    [new ConnectError("raced", Code.Aborted), 409, "Conflict"],
    [new ConnectError("too far", Code.OutOfRange), 400, "Bad Request"],
    [new ConnectError("not here", Code.Unimplemented), 501, "Not Implemented"],
    [new ConnectError("broken", Code.Internal), 500, "Internal Server Error"],
    [new ConnectError("starting", Code.Unavailable), 503, "Service Unavailable"],
    [limitError("overloaded", { retryAfterSeconds: 7, code: Code.Unavailable }), 503, "Service Unavailable"],
    [new ConnectError("lost", Code.DataLoss), 500, "Internal Server Error"],
    [new ConnectError("who", Code.Unauthenticated), 401, "Unauthorized"],
  ];

  it.each(failures)("%s reaches every caller, over REST as status %i, %s", async (failure, status, title) => {
    const ingestEvent = () => {
      throw failure;
    };
    const { errors, answers } = await sendEverywhere(createEvent(), { ingestEvent });
    for (const error of errors) {
      expect(error).toMatchObject({ code: failure.code, rawMessage: failure.rawMessage });
    }
    for (const answer of answers) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer.json()).toEqual({ type: "about:blank", title, status, detail: failure.rawMessage });
    }
  });

  it.each([
    ["429", limitError("too fast", { retryAfterSeconds: 1.5 }), "2"],
    ["503", limitError("busy", { retryAfterSeconds: 7, code: Code.Unavailable }), "7"],
    ["503 without a time", new ConnectError("starting", Code.Unavailable), "1"],
    ["503 with a header", new ConnectError("starting", Code.Unavailable, { "retry-after": "9" }), "9"],
    ["429 with a header", new ConnectError("quota", Code.ResourceExhausted, { "retry-after": "60" }), "60"],
    ["413", limitError("too large"), null],
  ])("sets Retry-After over REST: %s", async (_, failure, expected) => {
    const { answers } = await sendEverywhere(createEvent(), { ingestEvent: () => Promise.reject(failure) });
    expect(answers.map((answer) => answer.headers.get("retry-after"))).toEqual(answers.map(() => expected));
  });

  it("carries the retry delay as google.rpc.RetryInfo", async () => {
    const failure = limitError("too fast", { retryAfterSeconds: 1.5 });
    const { errors } = await sendEverywhere(createEvent(), { ingestEvent: () => Promise.reject(failure) });
    for (const error of errors) {
      expect(error?.findDetails(RetryInfoSchema)).toMatchObject([{ retryDelay: { seconds: 1n, nanos: 500_000_000 } }]);
    }
  });

  it("requests a bearer key with status 401, unless the error requests another scheme", async () => {
    const plain = new ConnectError("who", Code.Unauthenticated);
    const basic = new ConnectError("who", Code.Unauthenticated, { "www-authenticate": 'Basic realm="x"' });
    for (const [failure, expected] of [
      [plain, "Bearer"],
      [basic, 'Basic realm="x"'],
    ] as const) {
      const { answers } = await sendEverywhere(createEvent(), { ingestEvent: () => Promise.reject(failure) });
      expect(answers.map((answer) => answer.headers.get("www-authenticate"))).toEqual(answers.map(() => expected));
    }
  });

  it("that is not a ConnectError becomes internal, without its text, and is passed to onError once for each call", async () => {
    const failure = new Error("password=opensesame");
    const reported: unknown[] = [];
    const { errors, answers } = await sendEverywhere(
      createEvent(),
      { ingestEvent: () => Promise.reject(failure) },
      { onError: (error, { requestHeader }) => reported.push(error, requestHeader instanceof Headers) },
    );
    for (const error of errors) {
      expect(error).toMatchObject({ code: Code.Internal, rawMessage: "internal error" });
    }
    for (const answer of answers) {
      expect([answer.status, await answer.text()]).toEqual([
        500,
        '{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"internal error"}',
      ]);
    }
    expect(reported).toEqual(
      Array(errors.length + answers.length)
        .fill([failure, true])
        .flat(),
    );
  });
});

describe("an invalid event", () => {
  it("fails with every violation, with proto paths and, over REST, with JSON Pointers", async () => {
    const toolResponse = { case: "toolResponse", value: { toolCallId: "c".repeat(257) } } as const;
    const event = createEvent({ sessionId: "", tags: ["a", "b".repeat(257)], content: toolResponse });
    const stored: Event[] = [];
    const ingestEvent = (good: Event) => {
      stored.push(good);
      return {};
    };
    const { errors, answers } = await sendEverywhere(event, { ingestEvent });
    for (const error of errors) {
      expect(error).toMatchObject({
        code: Code.InvalidArgument,
        rawMessage:
          "event.session_id: value is required; event.tags[1]: must be at most 256 bytes; " +
          "event.tool_response.tool_call_id: must be at most 256 bytes",
      });
      expect(error?.findDetails(BadRequestSchema)).toMatchObject([
        {
          fieldViolations: [
            { field: "event.session_id", description: "value is required", reason: "REQUIRED" },
            { field: "event.tags[1]", description: "must be at most 256 bytes", reason: "STRING_MAX_BYTES" },
            { field: "event.tool_response.tool_call_id", reason: "STRING_MAX_BYTES" },
          ],
        },
      ]);
    }
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({
        status: 400,
        errors: [
          { pointer: "/session_id", detail: "value is required" },
          { pointer: "/tags/1", detail: "must be at most 256 bytes" },
          { pointer: "/content/tool_call_id", detail: "must be at most 256 bytes" },
        ],
      });
    }
    expect(stored).toEqual([]);
  });

  it("whose step breaks a rule is answered with the place within the step", async () => {
    const event = createEvent({
      type: EventType.STEP_START,
      content: { case: "step", value: { name: "n".repeat(1025), kind: "chain" } },
    });
    const { errors, answers } = await sendEverywhere(event, { ingestEvent: () => ({}) });
    for (const error of errors) {
      expect(error?.rawMessage).toBe("event.step.name: must be at most 1024 bytes");
    }
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({
        status: 400,
        errors: [{ pointer: "/content/step/name", detail: "must be at most 1024 bytes" }],
      });
    }
  });

  it("that records a redaction is refused, since only the server does that", async () => {
    const value = { eventId: "evt_1", ordinal: 1, shownHash: "0".repeat(64) };
    const event = createEvent({ type: EventType.SYSTEM, content: { case: "redactionRecord", value } });
    const stored: Event[] = [];
    const ingestEvent = (good: Event) => {
      stored.push(good);
      return {};
    };
    const { errors, answers } = await sendEverywhere(event, { ingestEvent });
    const description = "expected other content, since only the server records redactions";
    for (const error of errors) {
      expect(error).toMatchObject({
        code: Code.InvalidArgument,
        rawMessage: `event.redaction_record: ${description}`,
      });
      expect(error?.findDetails(BadRequestSchema)).toMatchObject([
        { fieldViolations: [{ field: "event.redaction_record", description, reason: "REDACTION_RECORD_SERVER_ONLY" }] },
      ]);
    }
    for (const answer of answers) {
      expect(await answer.json()).toMatchObject({
        status: 400,
        errors: [{ pointer: "/content", detail: description }],
      });
    }
    expect(stored).toEqual([]);
  });

  it("fails with a limited number of violations, to keep headers short", async () => {
    const event = createEvent({ tags: Array(256).fill("a".repeat(257)) });
    const { errors } = await sendEverywhere(
      createEvent(),
      {
        ingestEvent: () => ({}),
      },
      { enrich: () => event },
    );
    for (const error of errors) {
      expect(error?.rawMessage).toMatch(/^event\.tags\[0\]: must be at most 256 bytes; .*; and 240 more$/);
      expect(error?.findDetails(BadRequestSchema)[0]?.fieldViolations).toHaveLength(16);
    }
  });
});
