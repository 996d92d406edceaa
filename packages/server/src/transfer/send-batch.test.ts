// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { createChaukasClient } from "@chaukas/spec-client";
import {
  ChaukasClientService,
  type IngestEventBatchResponseSchema,
} from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import { Code, ConnectError, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { sendBatch } from "./send-batch.js";

const lines = ["a", "b", "c"].map((eventId, index) => ({
  number: 10 + index,
  event: makeEvent({ eventId, tenantId: "acme" }),
}));

/** Sends the lines to a server that gives one response to batches, and refuses `b` if it comes alone. */
async function send(response: MessageInitShape<typeof IngestEventBatchResponseSchema> | ConnectError) {
  const singles: string[] = [];
  const transport = createRouterTransport((router) =>
    router.service(ChaukasClientService, {
      ingestEventBatch() {
        if (response instanceof ConnectError) {
          throw response;
        }
        return response;
      },
      ingestEvent({ event }) {
        singles.push(event?.eventId ?? "");
        if (event?.eventId === "b") {
          throw new ConnectError("event.event_id: taken", Code.AlreadyExists);
        }
        return { notices: [{ field: "/900", message: "left out" }] };
      },
    }),
  );
  return { ...(await sendBatch(createChaukasClient({ transport }), lines)), singles };
}

test("a rejected event is reported with its line, place and reason, without sending it again", async () => {
  const rejectedEventIds = ["b", "c"];
  const rejections = [
    {
      index: 1,
      eventId: "b",
      code: "invalid_argument",
      field: "/session_id",
      message: "session_id: value is required",
    },
    { index: 2, eventId: "c", code: "already_exists", field: "/tool_call/name", message: "taken" },
  ];
  expect(await send({ acceptedCount: 1, rejectedCount: 2, rejectedEventIds, rejections })).toEqual({
    bad: [
      { number: 11, reason: "session_id: value is required" },
      { number: 12, reason: "tool_call.name: taken" },
    ],
    notices: [],
    singles: [],
  });
});

test("an event that is stored without a part is reported with its line", async () => {
  const message = "left out, since the server does not know field 900 of Event";
  expect(await send({ acceptedCount: 3, notices: [{ index: 2, eventId: "c", field: "/900", message }] })).toEqual({
    bad: [],
    notices: [{ number: 12, reason: `900: ${message}` }],
    singles: [],
  });
});

test.each([
  ["an older server that does not say why", { acceptedCount: 2, rejectedCount: 1, rejectedEventIds: ["b"] }, ["b"]],
  ["a batch that is refused as a whole", new ConnectError("too large", Code.ResourceExhausted), ["a", "b", "c"]],
])("events are sent one by one to %s", async (_, response, singles) => {
  const result = await send(response);
  expect(result.singles).toEqual(singles);
  expect(result.bad).toEqual([{ number: 11, reason: "event.event_id: taken" }]);
  expect(result.notices).toHaveLength(singles.length - 1);
});

test("a failure of the server is thrown", async () => {
  await expect(send(new ConnectError("down", Code.Unimplemented))).rejects.toThrow("[unimplemented] down");
});
