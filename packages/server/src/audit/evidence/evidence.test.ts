// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { evidencePage } from "@chaukas/explorer";
import { EventType } from "@chaukas/spec-common";
import { parseEvidenceHeader } from "@chaukas/spec-integrity";
import { ExportEvidenceRequestSchema } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEvent } from "../../../test/events/make-event.js";
import { readEvidence, recordsOf, verifyEvidence } from "../../../test/served/read-evidence.js";
import { type ServedAudit, serveAudit } from "../../../test/served/serve-audit.js";
import { protocols } from "../../../test/served/serve-backend.js";
import { type EvidenceParts, exportEvidence, readEvidenceRequest } from "./export-evidence.js";
import { selectSequences } from "./select-sequences.js";

const keys = {
  acme: { tenantId: "acme", scopes: ["ingest", "query", "redact"], key: "key-of-acme-1" },
  globex: { tenantId: "globex", scopes: ["query"], key: "key-of-globex-1" },
  web: { tenantId: "acme", projectIds: ["web"], scopes: ["query"], key: "key-of-acme-web" },
  both: { tenantId: "acme", projectIds: ["web", "mobile"], scopes: ["query"], key: "key-of-acme-both" },
  writer: { tenantId: "acme", scopes: ["ingest"], key: "key-of-acme-writer" },
} as const;

let served: ServedAudit;
beforeAll(async () => {
  served = await serveAudit({}, Object.values(keys));
  const events = Array.from({ length: 40 }, (_, index) =>
    makeEvent({
      eventId: `e-${index}`,
      tenantId: "acme",
      projectId: index % 2 === 0 ? "web" : "mobile",
      sessionId: `s-${index % 4}`,
      type: EventType.TOOL_CALL_START,
      // Later in the log is earlier in time, which evidence must not follow.
      timestamp: { seconds: 1_700_000_000n - BigInt(index), nanos: 0 },
      metadata: { n: index, phone: `555-01${index}` },
    }),
  );
  await served.server(keys.acme.key).ingestEventBatch({ eventBatch: { events } });
  await redact("e-6", "/metadata/phone");
  await redact("e-6", "/metadata/n");
  await redact("e-7", "/metadata");
});
afterAll(() => served.close());

async function redact(eventId: string, field: string): Promise<void> {
  const request = { eventId, fields: [field], method: "mask", reason: "asked for", requestedBy: "case 118" };
  await served.audit("connect", keys.acme.key).redactEvent(request);
}

const sequencesOf = (lines: readonly string[]) => recordsOf(lines).map(({ sequence }) => sequence);

describe.each(protocols)("over %s", (protocol) => {
  const read = (filter: Parameters<typeof readEvidence>[2], key: string = keys.acme.key) =>
    readEvidence(served.running.url, protocol, filter, key);

  test("exports what a filter selects in the order of the log, with a proof that verifies", async () => {
    const lines = await read({ sessionId: "s-1" });
    expect(sequencesOf(lines)).toEqual([1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    const { origin, size, selection } = parseEvidenceHeader(lines[0] ?? "");
    const stated = { tenant_id: "acme", session_id: "s-1" };
    expect([origin, size, selection]).toEqual(["audit.example.com/t/acme", 43, stated]);
    expect(verifyEvidence(lines, served.signingKey, "acme")).toMatchObject({ verdict: "proved", redacted: [] });
  });

  test("adds the records of redactions, once each, even if the filter does not select them", async () => {
    const lines = await read({ sessionId: "s-2", types: [EventType.TOOL_CALL_START] });
    expect(sequencesOf(lines)).toEqual([2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 40, 41]);
    const { verdict, redacted } = verifyEvidence(lines, served.signingKey, "acme");
    expect([verdict, redacted]).toMatchObject([
      "proved",
      [
        {
          sequence: 6,
          eventId: "e-6",
          redactions: [
            { sequence: 40, fields: ["/metadata/phone"], reason: "asked for", requestedBy: "case 118" },
            { sequence: 41, fields: ["/metadata/n"], keyId: expect.stringMatching(/^[0-9a-f]{12}$/) },
          ],
        },
      ],
    ]);
    expect(sequencesOf(await read({ sessionId: "s-2" }))).toEqual(sequencesOf(lines));
    const onlyRecords = await read({ types: [EventType.SYSTEM] });
    expect(sequencesOf(onlyRecords)).toEqual([40, 41, 42]);
    expect(verifyEvidence(onlyRecords, served.signingKey, "acme").verdict).toBe("proved");
  });

  test("exports everything without a filter, and only a header if nothing is selected", async () => {
    const lines = await read({});
    expect(sequencesOf(lines)).toEqual(Array.from({ length: 43 }, (_, index) => index));
    expect(verifyEvidence(lines, served.signingKey, "acme")).toMatchObject({ verdict: "proved", records: 43 });
    for (const filter of [
      { sessionId: "none" },
      { time: { start: { seconds: 1n, nanos: 0 }, end: { seconds: 1n, nanos: 0 } } },
    ]) {
      const none = await read(filter);
      expect(none).toHaveLength(1);
      expect(verifyEvidence(none, served.signingKey, "acme")).toMatchObject({ verdict: "proved", records: 0 });
    }
    const empty = await read({}, keys.globex.key);
    expect(parseEvidenceHeader(empty[0] ?? "")).toMatchObject({ origin: "audit.example.com/t/globex", size: 0 });
  });

  test("restricts keys of projects to the events of those projects, and says so", async () => {
    const lines = await read({}, keys.web.key);
    expect(new Set(recordsOf(lines).map(({ event }) => event.projectId))).toEqual(new Set(["web"]));
    expect(sequencesOf(lines)).toHaveLength(22);
    expect(parseEvidenceHeader(lines[0] ?? "").selection).toEqual({ tenant_id: "acme", project_id: "web" });
    expect(verifyEvidence(lines, served.signingKey, "acme")).toMatchObject({ verdict: "proved" });
    const both = await read({}, keys.both.key);
    expect([recordsOf(both).length, parseEvidenceHeader(both[0] ?? "").selection]).toEqual([43, { tenant_id: "acme" }]);
  });

  test.each([
    ["no key", {}, "", Code.Unauthenticated],
    ["a key for another scope", {}, keys.writer.key, Code.PermissionDenied],
    ["another tenant", { tenantId: "globex" }, keys.acme.key, Code.PermissionDenied],
    ["another project", { projectId: "mobile" }, keys.web.key, Code.PermissionDenied],
    ["a session id that is too long", { sessionId: "s".repeat(257) }, keys.acme.key, Code.InvalidArgument],
    ["a search for no word", { textQuery: "?" }, keys.acme.key, Code.InvalidArgument],
  ])("refuses %s before the stream begins", async (_, filter, key, code) => {
    const call = readEvidence(served.running.url, protocol, filter, key === "" ? undefined : key);
    await expect(call).rejects.toMatchObject({ code });
  });
});

test("proves evidence that a later redaction does not concern, and shows each event as it is now", async () => {
  const before = await readEvidence(served.running.url, "rest", { sessionId: "s-3" }, keys.acme.key);
  await redact("e-11", "/metadata/phone");
  expect(verifyEvidence(before, served.signingKey, "acme")).toMatchObject({ verdict: "proved" });
  const after = await readEvidence(served.running.url, "rest", { sessionId: "s-3" }, keys.acme.key);
  const { verdict, redacted } = verifyEvidence(after, served.signingKey, "acme");
  expect([verdict, redacted.map(({ sequence }) => sequence)]).toEqual(["proved", [7, 11]]);
});

test("writes the same evidence as a page for callers that accept HTML", async () => {
  const response = await fetch(`${served.running.url}/v1/audit/evidence`, {
    method: "POST",
    headers: { accept: "text/html", "content-type": "application/json", authorization: `Bearer ${keys.acme.key}` },
    body: JSON.stringify({ session_id: "s-1" }),
  });
  expect(response.headers.get("content-type")).toBe("text/html");
  const lines = await readEvidence(served.running.url, "rest", { sessionId: "s-1" }, keys.acme.key);
  const { before, line, after } = evidencePage();
  expect(await response.text()).toBe(`${before}${lines.map(line).join("")}${after}`);
});

test("names the place in the body that breaks a rule", async () => {
  const post = (body: string) =>
    fetch(`${served.running.url}/v1/audit/evidence`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${keys.acme.key}` },
      body,
    }).then(async (response) => [response.status, await response.json()]);
  expect(await post(JSON.stringify({ session_id: "s".repeat(257) }))).toMatchObject([
    400,
    { errors: [{ pointer: "/session_id", detail: expect.stringMatching(/at most 256/) }] },
  ]);
  expect(await post('{"sessionId":"s"}')).toMatchObject([400, { errors: [{ pointer: "/sessionId" }] }]);
  expect(await post('{"tags":["\\ud800"]}')).toMatchObject([400, {}]);
});

describe("a client that goes away frees its place among the calls", () => {
  // More than the server admits at a time.
  const calls = 150;

  test("over HTTP/1.1", async () => {
    for (let call = 0; call < calls; call++) {
      const stop = new AbortController();
      const response = await fetch(`${served.running.url}/v1/audit/evidence`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${keys.acme.key}` },
        body: "{}",
        signal: stop.signal,
      });
      expect(response.status).toBe(200);
      stop.abort();
    }
    const lines = await readEvidence(served.running.url, "grpc", {}, keys.acme.key);
    expect(verifyEvidence(lines, served.signingKey, "acme").verdict).toBe("proved");
  });

  test.each(["connect", "grpc"] as const)("over %s", async (protocol) => {
    const audit = served.audit(protocol, keys.acme.key);
    for (let call = 0; call < calls; call++) {
      const stop = new AbortController();
      const read = async () => {
        for await (const _ of audit.exportEvidence({}, { signal: stop.signal })) {
          stop.abort();
        }
      };
      await expect(read()).rejects.toMatchObject({ code: Code.Canceled });
    }
    const lines = await readEvidence(served.running.url, "rest", {}, keys.acme.key);
    expect(verifyEvidence(lines, served.signingKey, "acme").verdict).toBe("proved");
  });
});

test("ends with an error if an event is redacted while it is exported", async () => {
  const event = makeEvent({ eventId: "e-0", tenantId: "acme" });
  const log = {
    originHost: "audit.example.com",
    readHead: async () => ({ size: 1, root: new Uint8Array(32) }),
    readEntries: async () => [{ sequence: 0, event, revision: 1 }],
    findSequence: async () => 1,
  } as unknown as EvidenceParts["log"];
  const parts: EvidenceParts = {
    log,
    checkpoints: { newest: async () => ({ size: 1, note: "note" }) } as unknown as EvidenceParts["checkpoints"],
    findPage: async () => ({ events: [{ sequence: 0, event }], totalCount: 1, hasMore: false }),
    secret: async () => new Uint8Array(32),
  };
  const request = create(ExportEvidenceRequestSchema);
  const caller = { tenantId: "acme", anyTenant: false, projectIds: [], scopes: ["query"] as const };
  const responses = exportEvidence(parts, readEvidenceRequest(request, caller));
  expect((await responses.next()).value).toMatchObject({ header: { checkpoint: "note", size: 1n } });
  await expect(responses.next()).rejects.toMatchObject({
    code: Code.Aborted,
    rawMessage: "evidence: record 0 was redacted while it was exported, by record 1; repeat the call",
  });
});

test("answers unimplemented without a signing key", { timeout: 30_000 }, async () => {
  await served.restart({ signingKey: undefined });
  for (const protocol of protocols) {
    await expect(readEvidence(served.running.url, protocol, {}, keys.acme.key)).rejects.toMatchObject({
      code: Code.Unimplemented,
      rawMessage: "audit: the server serves no proofs, since it has no signing key",
    });
  }
});

describe("selectSequences", () => {
  const event = (sequence: number) => ({ sequence, event: makeEvent({ eventId: `e-${sequence}` }) });

  test("reads page by page, and leaves out what the checkpoint does not cover", async () => {
    const pages = [
      { events: [event(3), event(1)], totalCount: 4, hasMore: true },
      { events: [event(9), event(2)], totalCount: 4, hasMore: false },
    ];
    const after: unknown[] = [];
    const findPage = async (query: { after?: { sequence: number } }) => {
      after.push(query.after?.sequence);
      return pages[after.length - 1] ?? expect.unreachable();
    };
    const found = await selectSequences(findPage, { tenantId: "acme" }, 9, undefined);
    expect(after).toEqual([undefined, 1]);
    expect([found.size, found.next(0), found.next(2), found.next(3), found.next(4)]).toEqual([3, 1, 2, 3, undefined]);
  });

  test("stops when the call is canceled", async () => {
    const signal = AbortSignal.abort(new ConnectError("gone", Code.Canceled));
    const findPage = () => Promise.reject(new Error("not read"));
    await expect(selectSequences(findPage, { tenantId: "acme" }, 9, signal)).rejects.toMatchObject({
      code: Code.Canceled,
    });
  });
});
