// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCapturedRequests } from "@chaukas/testdata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectDocumented, operations } from "../http/openapi-check.js";
import { runCommand } from "../served/run-command.js";
import { storeKinds, useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const keys = [
  { tenantId: "acme", key: "dev-key-acme", scopes: ["ingest", "query", "redact"] },
  { tenantId: "acme", key: "key-that-only-writes", scopes: ["ingest"] },
] as const;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-openapi-"));
  const created = await runCommand(["signing-key", "create", join(folder, "key"), "--origin", "audit.example.com"]);
  expect(created.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const redaction = {
  event_id: "00000000-0000-0000-0000-000000000000",
  fields: ["/metadata"],
  method: "drop",
  reason: "The person concerned asked for erasure.",
};
const good: Readonly<Record<string, string>> = {
  getCheckpoint: "/v1/audit/checkpoint?min_size=1",
  getInclusionProof: "/v1/audit/inclusion?sequence=1",
  getConsistencyProof: "/v1/audit/consistency?from_size=1",
  getTile: "/v1/audit/tile/0/000.p/106",
  getEntryBundle: "/v1/audit/tile/entries/000.p/106",
  listEntries: "/v1/audit/entries?page_size=2",
  redactEvent: "/v1/audit/redactions",
  exportEvidence: "/v1/audit/evidence",
};
/** Requests that are refused, by operation, with the status of the response. */
const bad: [string, number, string][] = [
  ["getCheckpoint", 400, "/v1/audit/checkpoint?min_size=1000000"],
  ["getCheckpoint", 400, "/v1/audit/checkpoint?nobody=1"],
  ["getInclusionProof", 400, "/v1/audit/inclusion?sequence=1&tree_size=1000000"],
  ["getInclusionProof", 404, "/v1/audit/inclusion?event_id=nobody"],
  ["getConsistencyProof", 400, "/v1/audit/consistency?from_size=2&to_size=1"],
  ["getConsistencyProof", 400, "/v1/audit/consistency"],
  ["getTile", 400, "/v1/audit/tile/64/000"],
  ["getTile", 404, "/v1/audit/tile/0/x001/000"],
  ["getEntryBundle", 400, "/v1/audit/tile/entries/000.p/300"],
  ["getEntryBundle", 404, "/v1/audit/tile/entries/x001/000"],
  ["listEntries", 400, "/v1/audit/entries?page_size=many"],
];

test.each(storeKinds)(
  "answers audit requests as the OpenAPI document describes, on %s",
  async (kind) => {
    const args = ["--signing-key", join(folder, "key"), "--redaction", "on", "--max-request-bytes", "100000"];
    const { url } = await serve(kind, { keys, args });
    const { url: without } = await serve(kind, { keys });
    for (const { method, path, headers, body } of readCapturedRequests()) {
      expect((await fetch(url + path, { method, headers, body })).status).toBe(202);
    }
    const seen = new Set<string>();
    const check = async (operationId: string, status: number, path: string, init: RequestInit = {}, base = url) => {
      const operation = operations.find((one) => one.operationId === operationId);
      const headers = { authorization: "Bearer dev-key-acme", "content-type": "application/json", ...init.headers };
      const response = await fetch(base + path, { ...init, method: operation?.method ?? "", headers });
      expect([operationId, path, response.status]).toEqual([operationId, path, status]);
      await expectDocumented(operation as NonNullable<typeof operation>, response);
      seen.add(`${operationId} ${status}`);
    };
    const stored = await (
      await fetch(`${url}${good["listEntries"]}`, { headers: { authorization: "Bearer dev-key-acme" } })
    ).json();
    const { event_id } = (stored as { entries: { event: { event_id: string } }[] }).entries[0]?.event ?? {};
    for (const [operationId, path] of Object.entries(good)) {
      const bodies: Readonly<Record<string, object>> = {
        redactEvent: { ...redaction, event_id },
        exportEvidence: { types: ["SYSTEM"] },
      };
      const body = operationId in bodies ? { body: JSON.stringify(bodies[operationId]) } : {};
      await check(operationId, 200, path, body);
      await check(operationId, 406, path, { ...body, headers: { accept: "image/png" } });
      await check(operationId, 401, path, { ...body, headers: { authorization: "Bearer nobody's" } });
      await check(operationId, 403, path, { ...body, headers: { authorization: "Bearer key-that-only-writes" } });
      await check(operationId, 501, path, body, without);
      if (!(operationId in bodies)) {
        await check(operationId, 403, `${path}${path.includes("?") ? "&" : "?"}tenant_id=globex`);
      }
    }
    for (const [operationId, status, path] of bad) {
      await check(operationId, status, path);
    }
    const redact = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      check("redactEvent", status, "/v1/audit/redactions", { body: JSON.stringify(body), headers });
    await redact(400, {});
    await redact(400, { ...redaction, event_id, fields: ["metadata"] });
    await redact(403, { ...redaction, event_id, tenant_id: "globex" });
    await redact(404, redaction);
    await redact(413, { ...redaction, reason: "x".repeat(100_000) });
    await redact(415, redaction, { "content-type": "text/plain" });
    const select = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      check("exportEvidence", status, "/v1/audit/evidence", { body: JSON.stringify(body), headers });
    await select(400, { types: ["NOTHING"] });
    await select(403, { tenant_id: "globex" });
    await select(413, { text_query: "x".repeat(100_000) });
    await select(415, {}, { "content-type": "text/plain" });
    // The other documented responses need a server that fails or is overloaded.
    const rest = operations
      .filter(({ path }) => path.startsWith("/v1/audit/"))
      .flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => `${operationId} ${status}`))
      .filter((one) => !seen.has(one) && !/ (429|500|503)$/.test(one));
    expect(rest).toEqual([]);
  },
  180_000,
);
