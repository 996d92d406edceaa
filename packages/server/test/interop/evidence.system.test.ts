// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { createNoteSigner, formatVerifierKey, parseEvidenceHeader } from "@chaukas/spec-integrity";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SigningKey } from "../../src/audit/checkpoints/signing-key.js";
import { readSigningKey } from "../../src/audit/checkpoints/signing-key-file.js";
import { readEvidence, recordsOf, verifyEvidence } from "../served/read-evidence.js";
import { runCommand } from "../served/run-command.js";
import { protocols } from "../served/serve-backend.js";
import { type ServedStore, storeKinds, useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const count = 1200;
const last = count - 1;

let folder: string;
let keyFile: string;
let signingKey: SigningKey;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-evidence-"));
  keyFile = join(folder, "signing.key");
  const created = await runCommand(["signing-key", "create", keyFile, "--origin", "audit.example.com"]);
  expect(created.code).toBe(0);
  signingKey = readSigningKey(keyFile, undefined);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a server, and records events in ten sessions, of which the one with sequence 15 is redacted twice. */
async function serveEvents(kind: (typeof storeKinds)[number]): Promise<ServedStore> {
  const server = await serve(kind, { args: ["--signing-key", keyFile, "--redaction", "on"] });
  const transport = createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" });
  const events = Array.from({ length: count }, (_, index) =>
    create(EventSchema, {
      eventId: `event-${index}`,
      tenantId: "acme",
      projectId: "support",
      sessionId: `session-${index % 10}`,
      type: index === last ? EventType.ERROR : EventType.TOOL_CALL_START,
      timestamp: { seconds: 1_760_000_000n + BigInt((index * 7919) % count) },
      tags: [`tag-${index}`],
      metadata: { n: index, note: index === 15 ? "call 555-0100" : "x".repeat(index) },
    }),
  );
  const client = createClient(ChaukasServerService, transport);
  for (let from = 0; from < count; from += 400) {
    await client.ingestEventBatch({ eventBatch: { events: events.slice(from, from + 400) } });
  }
  const audit = createClient(ChaukasAuditService, transport);
  for (const field of ["/metadata/note", "/tags"]) {
    const reason = "erasure was requested";
    await audit.redactEvent({ tenantId: "acme", eventId: "event-15", fields: [field], method: "drop", reason });
  }
  return server;
}

/** Runs the built `chaukas-verify` with the key of the log. */
async function runVerify(path: string): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const origin = "audit.example.com/t/acme";
  const key = formatVerifierKey(createNoteSigner(origin, signingKey.seed));
  const main = fileURLToPath(new URL("./cli/main.js", import.meta.resolve("@chaukas/spec-integrity")));
  const child = spawn(process.execPath, [main, path, "--origin", origin, "--key", key]);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const [code] = await once(child, "close");
  return { code, stdout };
}

const sequencesOf = (lines: readonly string[]) => recordsOf(lines).map(({ sequence }) => sequence);
const ofSession5 = Array.from({ length: count / 10 }, (_, index) => 10 * index + 5);

describe.each(storeKinds)("evidence of a server on %s", (kind) => {
  test("is the same over every protocol and by the command, and verifies", async () => {
    const { url, store } = await serveEvents(kind);
    const filter = { tenantId: "acme", sessionId: "session-5", types: [EventType.TOOL_CALL_START] };
    const lines = await readEvidence(url, "rest", filter);
    expect(sequencesOf(lines)).toEqual([...ofSession5, count, count + 1]);
    expect(verifyEvidence(lines, signingKey, "acme")).toMatchObject({
      verdict: "proved",
      redacted: [{ sequence: 15, redactions: [{ fields: ["/metadata/note"] }, { fields: ["/tags"] }] }],
    });
    for (const protocol of protocols) {
      expect(await readEvidence(url, protocol, filter)).toEqual(lines);
    }
    const output = join(folder, `${kind}.jsonl`);
    const settings = ["--store", store, "--signing-key", keyFile];
    const selected = ["--tenant", "acme", "--session", "session-5", "--type", "TOOL_CALL_START"];
    const exported = await runCommand(["evidence", ...settings, ...selected, "--output", output]);
    expect(exported).toMatchObject({ code: 0, stdout: "", stderr: `exported ${count / 10 + 2} records\n` });
    expect(await readFile(output, "utf8")).toBe(lines.map((line) => `${line}\n`).join(""));
    const proved = `PROVED: audit.example.com/t/acme: ${count / 10 + 2} records, 1 of them redacted\n`;
    expect(await runVerify(output)).toMatchObject({ code: 0, stdout: expect.stringContaining(proved) });
    await writeFile(output, (await readFile(output, "utf8")).replace('"n":25', '"n":26'));
    expect(await runVerify(output)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("record 25 (event-25): "),
    });
  });

  test("covers all that was acknowledged, whatever the filter selects", async () => {
    const { url } = await serveEvents(kind);
    const all = await readEvidence(url, "connect", { tenantId: "acme" });
    expect(sequencesOf(all)).toEqual(Array.from({ length: count + 2 }, (_, index) => index));
    expect(verifyEvidence(all, signingKey, "acme")).toMatchObject({ verdict: "proved", records: count + 2 });
    expect(parseEvidenceHeader(all[0] ?? "").size).toBe(count + 2);
    const one = await readEvidence(url, "grpc", { tenantId: "acme", types: [EventType.ERROR] });
    expect(sequencesOf(one)).toEqual([last]);
    const redacted = await readEvidence(url, "grpc", { tenantId: "acme", textQuery: "call 0100" });
    expect(sequencesOf(redacted)).toEqual([]);
  });
});

describe("the command evidence", () => {
  test("writes to stdout, with every part of the filter as an option", async () => {
    const { store } = await serveEvents("SQLite");
    const settings = ["--store", store, "--signing-key", keyFile];
    const run = (...args: string[]) => runCommand(["evidence", ...settings, "--tenant", "acme", ...args]);
    const written = async (...args: string[]) => (await run(...args)).stdout.trimEnd().split("\n");
    const lines = await written("--tag", "tag-3", "--tag", "tag-4", "--project", "support", "--text", "xxx");
    expect(sequencesOf(lines)).toEqual([3]);
    expect(verifyEvidence(lines, signingKey, "acme").verdict).toBe("proved");
    expect(parseEvidenceHeader(lines[0] ?? "").selection).toEqual({
      tenant_id: "acme",
      project_id: "support",
      tags: ["tag-3", "tag-4"],
      text_query: "xxx",
    });
    const time = ["--from", "2025-10-09T08:53:20Z", "--until", "2025-10-09T08:53:21.5Z"];
    expect(sequencesOf(await written(...time))).toEqual([0, 479]);
    expect(sequencesOf(await written("--type", "ERROR", "--type", "SYSTEM"))).toEqual([last, count, count + 1]);
  });

  test.each([
    [["--type", "NOTHING"], /^error: --type: expected /],
    [["--from", "yesterday"], /^error: --from: expected /],
    [["--session", "s".repeat(257)], /^error: --session: must be at most 256 bytes/],
    [["--text", "?"], /^error: --text: expected a letter or a digit, got "\?"/],
    [[], /^error: --signing-key: expected the file /],
  ])("refuses %j", async (args, message) => {
    await writeFile(join(folder, "empty.db"), "");
    const settings = ["--store", join(folder, "empty.db"), ...(args.length > 0 ? ["--signing-key", keyFile] : [])];
    const { code, stderr } = await runCommand(["evidence", ...settings, "--tenant", "acme", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
