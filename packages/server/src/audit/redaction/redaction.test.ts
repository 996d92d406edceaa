// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { Author, type Event, type EventSchema, EventType, type QueryFilterSchema } from "@chaukas/spec-common";
import { shownHash } from "@chaukas/spec-integrity";
import type { RedactEventRequestSchema } from "@chaukas/spec-integrity/audit";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEvent } from "../../../test/events/make-event.js";
import { type ServedAudit, serveAudit } from "../../../test/served/serve-audit.js";
import { protocols } from "../../../test/served/serve-backend.js";
import { verifyServedLog } from "../../../test/served/verify-served-log.js";

const tenantId = "acme";
const origin = "audit.example.com/t/acme";
let served: ServedAudit;
beforeAll(async () => {
  served = await serveAudit();
});
afterAll(() => served.close());

async function recordMessage(text: string, init: MessageInitShape<typeof EventSchema> = {}): Promise<Event> {
  const content = { case: "message" as const, value: { role: "user", text } };
  const event = makeEvent({ tenantId, projectId: "support", type: EventType.INPUT_RECEIVED, content, ...init });
  await served.server().ingestEvent({ event });
  return event;
}

function redaction(
  eventId: string,
  init: MessageInitShape<typeof RedactEventRequestSchema> = {},
): MessageInitShape<typeof RedactEventRequestSchema> {
  return { tenantId, eventId, fields: ["/message/text"], method: "mask", reason: "asked for", ...init };
}

async function findEvent(eventId: string): Promise<Event | undefined> {
  const { response } = await served.server().queryEvents({ query: { filter: { tenantId }, pageSize: 1000 } });
  return response?.events.find((event) => event.eventId === eventId);
}

describe.each(protocols)("over %s", (protocol) => {
  test("erases values, marks the event as redacted, and records the redaction", async () => {
    const { eventId, sessionId } = await recordMessage(`secret of ${protocol}`);
    const audit = served.audit(protocol);
    const answer = await audit.redactEvent(redaction(eventId, { requestedBy: "Privacy office, case 118" }));
    expect(answer.event).toMatchObject({
      eventId,
      contentHash: "",
      content: { value: { role: "user", text: "[redacted]" } },
      redaction: { fields: ["/message/text"], method: "mask", saltId: "" },
    });
    expect(await findEvent(eventId)).toEqual(answer.event);
    const record = await findEvent(answer.redactionEventId);
    expect(record).toMatchObject({
      type: EventType.SYSTEM,
      author: Author.SYSTEM,
      projectId: "support",
      sessionId,
      wormProofId: `${origin}#${answer.redactionSequence}`,
      content: {
        case: "redactionRecord",
        value: {
          eventId,
          sequence: BigInt(answer.event?.wormProofId.split("#")[1] ?? -1),
          ordinal: 1,
          fields: ["/message/text"],
          method: "mask",
          saltId: "",
          erased: [1n],
          shownHash: shownHash(answer.event as Event),
          reason: "asked for",
          requestedBy: "Privacy office, case 118",
          keyId: "",
          operator: "",
        },
      },
    });
    expect(await verifyServedLog(audit, tenantId, { origin })).toMatchObject({ valid: true });
  });

  test("changes nothing the second time, and returns the first record", async () => {
    const { eventId } = await recordMessage("once");
    const audit = served.audit(protocol);
    const first = await audit.redactEvent(redaction(eventId));
    const { logSize } = await audit.listEntries({ tenantId });
    for (const method of ["mask", "drop"]) {
      expect(await audit.redactEvent(redaction(eventId, { method, reason: "again" }))).toEqual(first);
    }
    expect((await audit.listEntries({ tenantId })).logSize).toBe(logSize);
  });

  test("reports what cannot be redacted, and redacts nothing in that case", async () => {
    const { eventId } = await recordMessage("stays", { tags: ["a"] });
    const audit = served.audit(protocol);
    for (const [init, code, rawMessage] of [
      [{ eventId: "nobody" }, Code.NotFound, 'event_id: expected an event of the log, got "nobody"'],
      [{ fields: ["/message/text", "/message/nothing"] }, Code.InvalidArgument, placeError(1, "/message/nothing")],
      [{ fields: ["/session_id"] }, Code.InvalidArgument, keptError(0, "/session_id")],
      [{ fields: ["/tags", "/redaction/fields"] }, Code.InvalidArgument, keptError(1, "/redaction/fields")],
      [{ fields: ["/content_hash"] }, Code.InvalidArgument, keptError(0, "/content_hash")],
      [{ fields: ["/tags/1"] }, Code.InvalidArgument, placeError(0, "/tags/1")],
      [{ fields: ["/metadata"] }, Code.InvalidArgument, placeError(0, "/metadata")],
      [{ fields: ["/no_such_member"] }, Code.InvalidArgument, keptError(0, "/no_such_member")],
      [{ fields: ["message.text"] }, Code.InvalidArgument, placeError(0, "message.text")],
      [{ fields: [] }, Code.InvalidArgument, expect.stringMatching(/^fields: value is required/)],
      [{ method: "shred" }, Code.InvalidArgument, expect.stringMatching(/^method: /)],
      [{ reason: "" }, Code.InvalidArgument, expect.stringMatching(/^reason: value is required/)],
    ] as const) {
      const request = redaction(eventId, init as object);
      await expect(audit.redactEvent(request)).rejects.toMatchObject({ code, rawMessage });
    }
    expect(await findEvent(eventId)).toMatchObject({ content: { value: { text: "stays" } } });
  });
});

function placeError(index: number, place: string): string {
  return `fields[${index}]: expected a JSON Pointer to values of the event, got "${place}", where it has none`;
}

function keptError(index: number, place: string): string {
  return `fields[${index}]: expected a place in a member that can be redacted, got "${place}"`;
}

test("erases any member that is not plain", async () => {
  const exact = ["/agent_name", "/invocation_id", "/principal/id", "/delegation/1/id"];
  const places = ["/agent_id", ...exact, "/tags/1", "/retry", "/message/text", "/metadata"];
  const { eventId } = await recordMessage("gone", {
    agentId: "agent-of-jane",
    agentName: "Jane",
    invocationId: "run-of-jane",
    principal: { id: "jane", name: "Jo" },
    delegation: [{ id: "bob" }, { id: "jane" }],
    tags: ["eu", "jane"],
    retry: { attempt: 2 },
    metadata: { n: [1] },
  });
  const { event, redactionEventId } = await served.audit().redactEvent(redaction(eventId, { fields: places }));
  expect(event).toMatchObject({
    agentId: "[redacted]",
    agentName: "[redacted]",
    invocationId: "[redacted]",
    principal: { id: "[redacted]", name: "Jo" },
    delegation: [{ id: "bob" }, { id: "[redacted]" }],
    tags: ["eu", "[redacted]"],
    content: { value: { role: "user", text: "[redacted]" } },
    redaction: { fields: places },
  });
  expect([event?.retry, event?.metadata]).toEqual([undefined, undefined]);
  expect((await findEvent(redactionEventId))?.content.value).toMatchObject({ fields: places });
  const count = async (filter: MessageInitShape<typeof QueryFilterSchema>) =>
    (await served.server().queryEvents({ query: { filter: { tenantId, ...filter } } })).response?.totalCount;
  for (const filter of [{ tags: ["jane"] }, { agentId: "agent-of-jane" }, { textQuery: "jane" }]) {
    expect(await count(filter)).toBe(0n);
  }
  for (const filter of [{ agentNames: ["Jane"] }, { invocationIds: ["run-of-jane"] }, { principalIds: ["jane"] }]) {
    expect(await count(filter)).toBe(0n);
  }
  expect(await count({ principalIds: ["bob"] })).toBe(1n);
  expect(await verifyServedLog(served.audit(), tenantId, { origin })).toMatchObject({ valid: true });
});

test("erases further values later, and records each redaction", async () => {
  const { eventId } = await recordMessage("first", { metadata: { mail: "a@example.com", n: { deep: [1, "two"] } } });
  const audit = served.audit();
  const first = await audit.redactEvent(redaction(eventId));
  const fields = ["/metadata/n", "/message/text"];
  const second = await audit.redactEvent(redaction(eventId, { fields, method: "drop" }));
  expect(second.event).toMatchObject({
    content: { value: { text: "[redacted]" } },
    metadata: { mail: "a@example.com" },
    redaction: { fields: ["/message/text", "/metadata/n"], method: "drop" },
  });
  const record = await findEvent(second.redactionEventId);
  expect(record?.content.value).toMatchObject({ ordinal: 2, fields: ["/metadata/n"], erased: [1n, 3n, 4n] });
  const again = await audit.redactEvent(redaction(eventId));
  expect([again.redactionEventId, again.event]).toEqual([first.redactionEventId, second.event]);
  const inside = await audit.redactEvent(redaction(eventId, { fields: ["/metadata/n/deep"] }));
  expect(inside.redactionEventId).toBe(second.redactionEventId);
  expect(await verifyServedLog(audit, tenantId, { origin })).toMatchObject({ valid: true });
});

test("hashes equal values to the same hash, with a salt that it names but does not reveal", async () => {
  const events = [await recordMessage("same"), await recordMessage("same"), await recordMessage("other")];
  const shown = [];
  for (const { eventId } of events) {
    const { event } = await served.audit().redactEvent(redaction(eventId, { method: "hash" }));
    expect(event?.redaction).toMatchObject({ method: "hash", saltId: expect.stringMatching(/^[0-9a-f]{16}$/) });
    shown.push(event?.content.case === "message" ? event.content.value.text : "");
  }
  expect(shown[0]).toMatch(/^[0-9a-f]{64}$/);
  expect([shown[1] === shown[0], shown[2] === shown[0]]).toEqual([true, false]);
});

test("keeps redactions by the producer separate from its own", async () => {
  const { eventId } = await recordMessage("mine", { redaction: { fields: ["/metadata/gone"], method: "drop" } });
  const { event } = await served.audit().redactEvent(redaction(eventId));
  expect(event?.redaction).toMatchObject({ fields: ["/metadata/gone", "/message/text"], method: "mask" });
  await expect(served.audit().redactEvent(redaction(eventId, { fields: ["/metadata/gone"] }))).rejects.toMatchObject({
    rawMessage: placeError(0, "/metadata/gone"),
  });
  expect(await verifyServedLog(served.audit(), tenantId, { origin })).toMatchObject({ valid: true });
});

test("never redacts the record of a redaction", async () => {
  const { eventId } = await recordMessage("gone");
  const { redactionEventId } = await served.audit().redactEvent(redaction(eventId));
  const request = redaction(redactionEventId, { fields: ["/redaction_record/reason"] });
  await expect(served.audit().redactEvent(request)).rejects.toMatchObject({
    code: Code.InvalidArgument,
    rawMessage: "event_id: expected an event other than a redaction record, which is permanent, got a redaction record",
  });
});

test("takes no event of a client for a record of a redaction", async () => {
  const { eventId } = await recordMessage("the original");
  const { redactionEventId } = await served.audit().redactEvent(redaction(eventId));
  const record = (await findEvent(redactionEventId)) as Event;
  for (const protocol of protocols) {
    const copy = makeEvent({ ...record, eventId: `copy-${protocol}`, contentHash: "" });
    await expect(served.server(undefined, protocol).ingestEvent({ event: copy })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "event.redaction_record: expected other content, since only the server records redactions",
    });
    const eventBatch = { events: [makeEvent({ tenantId }), copy] };
    expect(await served.server(undefined, protocol).ingestEventBatch({ eventBatch })).toMatchObject({
      acceptedCount: 1,
      rejectedEventIds: [copy.eventId],
    });
  }
  const metadata = {
    ...{ operation: "redact_event", event_id: eventId, redaction: 2, fields: ["/message/role"], method: "mask" },
    reason: "forged",
  };
  const forged = makeEvent({ tenantId, type: EventType.SYSTEM, metadata });
  await served.server().ingestEvent({ event: forged });
  expect(await verifyServedLog(served.audit(), tenantId, { origin })).toMatchObject({ valid: true });
  const second = await served.audit().redactEvent(redaction(eventId, { fields: ["/message/role"] }));
  expect((await findEvent(second.redactionEventId))?.content.value).toMatchObject({ ordinal: 2 });
  const { event } = await served.audit().redactEvent(redaction(forged.eventId, { fields: ["/metadata"] }));
  expect(event?.metadata).toBeUndefined();
  expect(await verifyServedLog(served.audit(), tenantId, { origin })).toMatchObject({ valid: true });
});

test("redacts an event once for many concurrent requests", async () => {
  const { eventId } = await recordMessage("race", { metadata: { a: 1, b: 2, c: 3 } });
  const places = ["/message/text", "/metadata/a", "/metadata/b", "/metadata/c"];
  const answers = await Promise.all(
    [...places, ...places].map((place) => served.audit().redactEvent(redaction(eventId, { fields: [place] }))),
  );
  expect(new Set(answers.map(({ redactionEventId }) => redactionEventId)).size).toBe(places.length);
  expect((await findEvent(eventId))?.redaction?.fields.toSorted()).toEqual(places);
  expect(await verifyServedLog(served.audit(), tenantId, { origin })).toMatchObject({ valid: true });
});

test("leaves no erased value in the files of the store or in search", async () => {
  const secret = "zanzibarquokkaflamingo";
  const { eventId } = await recordMessage(`the word is ${secret}`);
  const { contentHash = "" } = (await findEvent(eventId)) ?? {};
  expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
  await served.audit().redactEvent(redaction(eventId));
  const query = { filter: { tenantId, textQuery: secret } };
  expect((await served.server().queryEvents({ query })).response?.totalCount).toBe(0n);
  await served.restart();
  for (const name of ["", "-wal", "-shm"]) {
    const bytes = readIfThere(`${served.store}${name}`);
    expect([bytes.includes(secret), bytes.includes(contentHash)]).toEqual([false, false]);
    expect(bytes.includes(Buffer.from(contentHash, "hex"))).toBe(false);
  }
});

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

test("refuses redaction if it is disabled, and reports WORM retention", { timeout: 30_000 }, async () => {
  const { eventId } = await recordMessage("kept");
  await served.restart({ redaction: "off" });
  for (const protocol of protocols) {
    await expect(served.audit(protocol).redactEvent(redaction(eventId))).rejects.toMatchObject({
      code: Code.Unimplemented,
      rawMessage: "redaction: disabled on this server, which never changes stored events",
    });
  }
  const { capabilities } = await served.server().getCapabilities({});
  expect(capabilities).toMatchObject({ wormRetention: true, auditProofs: true });
  await served.restart();
});
