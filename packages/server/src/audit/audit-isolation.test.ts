// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, type ConnectError } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { type ServedAudit, serveAudit } from "../../test/served/serve-audit.js";
import { protocols } from "../../test/served/serve-backend.js";

const keys = {
  acme: { tenantId: "acme", scopes: ["ingest", "query", "redact"], key: "key-of-acme-1" },
  globex: { tenantId: "globex", scopes: ["ingest", "query", "redact"], key: "key-of-globex-1" },
  web: { tenantId: "acme", projectIds: ["web"], scopes: ["ingest", "query", "redact"], key: "key-of-acme-web" },
  eraser: { tenantId: "acme", scopes: ["redact"], key: "key-of-acme-eraser" },
  reader: { tenantId: "acme", scopes: ["query"], key: "key-of-acme-reader" },
  writer: { tenantId: "acme", scopes: ["ingest"], key: "key-of-acme-writer" },
} as const;

let served: ServedAudit;
beforeAll(async () => {
  served = await serveAudit({}, Object.values(keys));
  for (const [key, projectId, eventId] of [
    [keys.acme, "web", "web-1"],
    [keys.acme, "mobile", "mobile-1"],
    [keys.globex, "web", "globex-1"],
  ] as const) {
    const event = makeEvent({ eventId, projectId, metadata: { secret: key.tenantId } });
    await served.server(key.key).ingestEvent({ event });
  }
});
afterAll(() => served.close());

type Audit = ReturnType<ServedAudit["audit"]>;

/** Every call of the service, for a tenant. */
const calls: Record<string, (audit: Audit, tenantId: string) => Promise<unknown>> = {
  GetCheckpoint: (audit, tenantId) => audit.getCheckpoint({ tenantId }),
  GetInclusionProof: (audit, tenantId) => audit.getInclusionProof({ tenantId, eventId: "web-1" }),
  GetConsistencyProof: (audit, tenantId) => audit.getConsistencyProof({ tenantId, fromSize: 1n }),
  GetTile: (audit, tenantId) => audit.getTile({ tenantId, width: 1 }),
  GetEntryBundle: (audit, tenantId) => audit.getEntryBundle({ tenantId, width: 1 }),
  ListEntries: (audit, tenantId) => audit.listEntries({ tenantId }),
  RedactEvent: (audit, tenantId) => audit.redactEvent(redaction(tenantId, "web-1")),
};

function redaction(tenantId: string, eventId: string) {
  return { tenantId, eventId, fields: ["/metadata/secret"], method: "drop", reason: "test" };
}

async function codeOf(call: Promise<unknown>): Promise<Code | "ok"> {
  return call.then(
    () => "ok" as const,
    (error: ConnectError) => error.code,
  );
}

async function codesOf(audit: Audit, tenantId: string): Promise<Record<string, Code | "ok">> {
  const codes: Record<string, Code | "ok"> = {};
  for (const [name, call] of Object.entries(calls)) {
    codes[name] = await codeOf(call(audit, tenantId));
  }
  return codes;
}

const all = (code: Code | "ok") => Object.fromEntries(Object.keys(calls).map((name) => [name, code]));

describe.each(protocols)("over %s", (protocol) => {
  test("refuses every call without a key or with an unknown one", async () => {
    expect(await codesOf(served.audit(protocol), "")).toEqual(all(Code.Unauthenticated));
    expect(await codesOf(served.audit(protocol, "key-of-nobody"), "")).toEqual(all(Code.Unauthenticated));
  });

  test("refuses every call for another tenant", async () => {
    expect(await codesOf(served.audit(protocol, keys.acme.key), "globex")).toEqual(all(Code.PermissionDenied));
    expect(await codesOf(served.audit(protocol, keys.globex.key), "acme")).toEqual(all(Code.PermissionDenied));
  });

  test("does not reveal the events of another tenant", async () => {
    const globex = served.audit(protocol, keys.globex.key);
    await expect(calls["GetInclusionProof"]?.(globex, "")).rejects.toMatchObject({ code: Code.NotFound });
    await expect(calls["RedactEvent"]?.(globex, "")).rejects.toMatchObject({ code: Code.NotFound });
    const { entries, logSize } = await globex.listEntries({});
    expect([entries.map(({ event }) => event?.eventId), logSize]).toEqual([["globex-1"], 1n]);
  });

  test("restricts keys to their scopes", async () => {
    expect(await codesOf(served.audit(protocol, keys.reader.key), "")).toEqual({
      ...all("ok"),
      RedactEvent: Code.PermissionDenied,
    });
    expect(await codesOf(served.audit(protocol, keys.writer.key), "acme")).toEqual(all(Code.PermissionDenied));
    await expect(calls["RedactEvent"]?.(served.audit(protocol, keys.reader.key), "")).rejects.toMatchObject({
      rawMessage: "authorization: expected a key with scope redact, got one with query",
    });
  });

  test("restricts keys of projects to the events of those projects", async () => {
    const web = served.audit(protocol, keys.web.key);
    for (const eventId of ["mobile-1", "globex-1", "nobody-1"]) {
      for (const call of [() => web.getInclusionProof({ eventId }), () => web.redactEvent(redaction("", eventId))]) {
        await expect(call(), "the answer for an event that does not exist").rejects.toMatchObject({
          code: Code.NotFound,
          rawMessage: `event_id: expected an event of the log, got "${eventId}"`,
        });
      }
    }
    for (const sequence of [1n, 99n]) {
      await expect(web.getInclusionProof({ sequence })).rejects.toMatchObject({
        code: Code.NotFound,
        rawMessage: `sequence: expected a record of the log, got ${sequence}`,
      });
    }
    for (const call of [() => web.listEntries({}), () => web.getEntryBundle({ width: 1 })]) {
      await expect(call()).rejects.toMatchObject({
        code: Code.PermissionDenied,
        rawMessage:
          "authorization: expected a key for all projects, since the log contains their events, got one restricted to some",
      });
    }
    expect((await web.getInclusionProof({ eventId: "web-1" })).entry?.event?.projectId).toBe("web");
    expect(await codeOf(web.getTile({ width: 1 }))).toBe("ok");
    expect(await codeOf(web.getCheckpoint({}))).toBe("ok");
  });
});

test("never shows an event to a key that may only redact, also if nothing is left to redact", async () => {
  const eraser = served.audit("connect", keys.eraser.key);
  expect(await codesOf(eraser, "")).toEqual({ ...all(Code.PermissionDenied), RedactEvent: "ok" });
  for (let round = 1; round <= 2; round += 1) {
    const answer = await eraser.redactEvent(redaction("", "web-1"));
    expect(answer.event).toBeUndefined();
    expect(answer.redactionEventId).toMatch(/^redaction-/);
  }
  const { event } = await served.audit("connect", keys.acme.key).redactEvent(redaction("", "web-1"));
  expect(event?.eventId).toBe("web-1");
});

test("answers alike for ids that other projects use, whether their events are redacted or not", async () => {
  const events = ["mobile-1", "mobile-2"].map((eventId) =>
    makeEvent({ eventId, projectId: "mobile", metadata: { secret: "x" } }),
  );
  await served.server(keys.acme.key).ingestEventBatch({ eventBatch: { events } });
  await served.audit("connect", keys.acme.key).redactEvent(redaction("", "mobile-2"));
  for (const { eventId } of events) {
    const event = makeEvent({ eventId, projectId: "web" });
    await expect(served.server(keys.web.key).ingestEvent({ event })).rejects.toMatchObject({
      code: Code.AlreadyExists,
      rawMessage: "event.event_id: different content is already stored under it",
    });
  }
});

test("records the key that redacted an event", async () => {
  const acme = served.audit("connect", keys.acme.key);
  const { redactionSequence } = await acme.redactEvent(redaction("", "mobile-1"));
  await acme.getCheckpoint({ minSize: redactionSequence + 1n });
  const { entry } = await acme.getInclusionProof({ sequence: redactionSequence });
  expect(entry?.event?.content.value).toMatchObject({ keyId: expect.stringMatching(/^[0-9a-f]{12}$/) });
});

test("answers unimplemented without a signing key, but only to authenticated callers", {
  timeout: 30_000,
}, async () => {
  await served.restart({ signingKey: undefined });
  for (const protocol of protocols) {
    expect(await codesOf(served.audit(protocol), "")).toEqual(all(Code.Unauthenticated));
    const acme = served.audit(protocol, keys.acme.key);
    expect(await codesOf(acme, "")).toEqual(all(Code.Unimplemented));
    await expect(acme.getCheckpoint({})).rejects.toMatchObject({
      rawMessage: "audit: the server serves no proofs, since it has no signing key",
    });
  }
  const { capabilities } = await served.server(keys.acme.key).getCapabilities({});
  expect(capabilities).toMatchObject({ auditProofs: false, wormRetention: true });
  const { response } = await served.server(keys.acme.key).queryEvents({ query: {} });
  expect(response?.events[0]?.wormProofId).toMatch(/^audit\.example\.com\/t\/acme#\d+$/);
});
