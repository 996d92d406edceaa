// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, fromBinary, fromJsonString, toBinary } from "@bufbuild/protobuf";
import { IngestEventRequestSchema } from "@chaukas/spec-client";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { readCapturedBatches, readCapturedLines, readCapturedRequests } from "@chaukas/testdata";
import { describe, expect, test } from "vitest";
import { queryAll } from "../events/query-all.js";
import { sentContent } from "../events/sent-content.js";
import { runCommand } from "../served/run-command.js";
import { storeKinds, useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const key = { tenantId: "acme", key: "dev-key-acme" };
const sent = readCapturedBatches().flatMap((batch) => fromBinary(EventBatchSchema, batch).events);
const { headers: capturedHeaders = {} } = readCapturedRequests()[0] ?? {};

/** Posts the captured requests, body and headers byte for byte, and counts the accepted events. */
async function replayBatches(url: string, prefix: string): Promise<number> {
  let accepted = 0;
  for (const { method, path, headers, body } of readCapturedRequests()) {
    const response = await fetch(url + path.replace("/v1", prefix), { method, headers, body });
    expect(response.status).toBe(202);
    const answer = (await response.json()) as { accepted_count: number; rejected_event_ids?: string[] };
    expect(answer.rejected_event_ids ?? []).toEqual([]);
    accepted += answer.accepted_count;
  }
  return accepted;
}

/** Posts each event separately, as the SDK does with a queue of one, and returns the statuses. */
async function replaySingles(url: string, prefix: string): Promise<Set<string>> {
  const statuses = sent.map(async (event) => {
    const body = toBinary(IngestEventRequestSchema, create(IngestEventRequestSchema, { event }));
    const response = await fetch(`${url}${prefix}/events`, {
      method: "POST",
      headers: capturedHeaders,
      body: Uint8Array.from(body),
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { status: string }).status;
  });
  return new Set(await Promise.all(statuses));
}

describe.each(storeKinds)("on %s, what the Python SDK sent", (kind) => {
  test.each([
    ["with its key", [key]],
    ["without keys", []],
  ])(
    "is accepted and read back complete, %s, in batches and then one by one",
    async (_, keys) => {
      const { url } = await serve(kind, { keys });
      expect(await replayBatches(url, "/v1")).toBe(106);
      expect(await replaySingles(url, "/v1")).toEqual(new Set(["duplicate"]));
      const found = await queryAll(url, { tenantId: "acme" }, keys[0]?.key);
      expect(found).toHaveLength(106);
      expect(sentContent(found)).toEqual(sentContent(sent));
    },
    180_000,
  );

  test.each([
    ["with its key", [key]],
    ["without keys", []],
  ])(
    "is accepted at an endpoint without version, %s, one by one and then in batches",
    async (_, keys) => {
      const { url } = await serve(kind, { keys });
      expect(await replaySingles(url, "")).toEqual(new Set(["accepted"]));
      expect(await replayBatches(url, "")).toBe(106);
      const found = await queryAll(url, { tenantId: "acme" }, keys[0]?.key);
      expect(found).toHaveLength(106);
      expect(sentContent(found)).toEqual(sentContent(sent));
    },
    180_000,
  );

  test("to its file is imported and read back completely", async () => {
    const { url } = await serve(kind, { keys: [key] });
    const folder = mkdtempSync(join(tmpdir(), "chaukas-interop-"));
    try {
      const file = join(folder, "session.jsonl");
      writeFileSync(file, `${readCapturedLines().join("\n")}\n`);
      const imported = await runCommand(["import", file, "--server", url, "--key", key.key]);
      expect(imported).toEqual({ code: 0, stdout: "", stderr: "imported 43 events, 0 bad lines\n" });
    } finally {
      rmSync(folder, { recursive: true });
    }
    const lines = readCapturedLines().map((line) => line.replace(/("timestamp": "[^"Z]+)"/, '$1Z"'));
    const written = lines.map((line) => fromJsonString(EventSchema, line));
    const found = await queryAll(url, { tenantId: "acme" }, key.key);
    expect(found).toHaveLength(43);
    expect(sentContent(found)).toEqual(sentContent(written));
  }, 180_000);
});
