// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { goEnvironment, installPythonPackages, runPython } from "@chaukas/testdata/toolchains";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../served/run-command.js";
import { useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const root = join(import.meta.dirname, "../../../..");
const key = "dev-key-acme";
const ingest = "chaukas.spec.client.v1.ChaukasClientService/IngestEvent";
const ingestBatch = `${ingest}Batch`;
const query = "chaukas.spec.client.v1.ChaukasClientService/QueryEvents";
const evidence = "chaukas.spec.audit.v1.ChaukasAuditService/ExportEvidence";

interface Call {
  readonly method: string;
  readonly request: unknown;
  /** Empty for a call without a key. Default: the key of the tenant. */
  readonly key?: string;
  readonly timeout_ms?: number;
}

interface Result {
  readonly code: Code | 0;
  readonly message: string;
  readonly details: readonly unknown[];
  readonly responses: readonly Record<string, never>[];
}

let folder: string;
let descriptors: string;
let signingKey: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-grpc-"));
  descriptors = join(folder, "descriptor-set.binpb");
  execFileSync("buf", ["build", "proto", "--as-file-descriptor-set", "--output", descriptors], { cwd: root });
  signingKey = join(folder, "signing.key");
  expect((await runCommand(["signing-key", "create", signingKey, "--origin", "audit.example.com"])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Skip = (note: string) => void;
type Run = (args: readonly string[], skip: Skip) => Promise<string>;

/** Skips a test, or fails it where toolchains are required, if there is a problem. */
function requireTool(problem: string | undefined, skip: Skip): void {
  if (problem !== undefined && !required) {
    skip(problem);
  }
  expect(problem).toBeUndefined();
}

/** Loopback must not go through a proxy. */
const withoutProxy = { NO_PROXY: "*", no_proxy: "*" };

const runWithPython: Run = async (args, skip) => {
  const installed = await installPythonPackages("grpcio==1.85.1", "grpcio-status==1.85.1", "protobuf==7.36.2");
  requireTool(installed.problem, skip);
  const program = join(import.meta.dirname, "python/run_calls.py");
  const env = { PYTHONPATH: installed.folder, ...withoutProxy };
  const { stdout, stderr } = await runPython(["-B", program, ...args], env);
  expect(stderr).toBe("");
  return stdout;
};

const runWithGo: Run = async (args, skip) => {
  const env = goEnvironment();
  const program = join(folder, "run-calls");
  const cwd = join(import.meta.dirname, "go");
  const built = spawnSync("go", ["build", "-o", program, "."], { cwd, encoding: "utf8", env });
  requireTool(built.status === 0 ? undefined : `requires grpc-go: ${built.stderr ?? built.error}`, skip);
  const options = { env: { ...env, ...withoutProxy }, maxBuffer: 2 ** 26 };
  return (await promisify(execFile)(program, args, options)).stdout;
};

function makeEvent(eventId: string, others: object = {}): object {
  const base = { event_id: eventId, tenant_id: "acme", session_id: "session-1", type: "EVENT_TYPE_SYSTEM" };
  return { ...base, timestamp: "2026-11-22T16:56:31Z", ...others };
}

/** A batch of ten events of 100 kB. */
function makeLargeBatch(batch: number): object {
  const events = Array.from({ length: 10 }, (_, index) =>
    makeEvent(`large-${batch}-${index}`, { session_id: "large", message: { text: "x".repeat(100_000) } }),
  );
  return { event_batch: { events } };
}

const badRequest = (field: string) => ({
  "@type": "type.googleapis.com/google.rpc.BadRequest",
  field_violations: [expect.objectContaining({ field })],
});

describe.each([
  ["grpcio", "python3 or PyPI", runWithPython],
  ["grpc-go", "go or its proxy", runWithGo],
] as const)("%s with default options (skipped without %s)", (_, _tool, run) => {
  it("gets responses, streams, pages, statuses and details of every kind", { timeout: 300_000 }, async ({ skip }) => {
    const server = await serve("SQLite", { keys: [{ tenantId: "acme", key }], args: ["--signing-key", signingKey] });
    const event = makeEvent("event-1");
    const known: readonly (readonly [Call, unknown])[] = [
      [
        { method: ingest, request: { event } },
        { code: 0, responses: [{ event_id: "event-1", status: "accepted" }] },
      ],
      [
        { method: ingest, request: { event } },
        { code: 0, responses: [{ status: "duplicate" }] },
      ],
      [
        { method: ingest, request: { event: { ...event, agent_name: "other" } } },
        { code: Code.AlreadyExists, message: "event.event_id: different content is already stored under it" },
      ],
      [
        { method: ingest, request: { event: makeEvent("event-2", { session_id: "" }) } },
        {
          code: Code.InvalidArgument,
          message: "event.session_id: value is required",
          details: [badRequest("event.session_id")],
        },
      ],
      [
        { method: ingestBatch, request: { event_batch: { events: [makeEvent("event-3"), makeEvent("", {})] } } },
        {
          code: 0,
          responses: [
            {
              accepted_count: 1,
              rejected_count: 1,
              rejected_event_ids: [""],
              rejections: [{ index: 1, code: "invalid_argument", field: "/event_id" }],
            },
          ],
        },
      ],
      ...Array.from({ length: 6 }, (_unused, batch): readonly [Call, unknown] => [
        { method: ingestBatch, request: makeLargeBatch(batch) },
        { code: 0, responses: [{ accepted_count: 10 }] },
      ]),
      [
        { method: query, request: { query: { filter: { session_id: "session-1" } } } },
        {
          code: 0,
          responses: [{ response: { events: [{ event_id: "event-3" }, { event_id: "event-1" }], total_count: "2" } }],
        },
      ],
      [
        { method: query, request: { query: { filter: { tenant_id: "globex" } } } },
        {
          code: Code.PermissionDenied,
          message: expect.stringMatching(/^filter.tenant_id: expected "acme"/),
          responses: [],
        },
      ],
      [
        { method: evidence, request: { filter: { session_id: "session-1" } } },
        {
          code: 0,
          responses: [{ header: {} }, { entry: { entry: { event: { event_id: "event-1" } } } }, { entry: {} }],
        },
      ],
      [
        { method: evidence, request: { filter: { tenant_id: "globex" } } },
        { code: Code.PermissionDenied, message: expect.stringContaining("globex"), responses: [] },
      ],
      [
        { method: ingest, request: { event: makeEvent("huge", { message: { text: "x".repeat(2 ** 20) } }) } },
        { code: Code.ResourceExhausted, message: expect.stringMatching(/^event: expected at most 1048576 bytes, got/) },
      ],
      [
        { method: ingest, request: { event: makeEvent("huge", { message: { text: "x".repeat(2 ** 24) } }) } },
        { code: Code.ResourceExhausted, message: expect.stringContaining("16777216") },
      ],
      [
        { method: query, request: { query: { filter: { session_id: "large" } } }, timeout_ms: 1 },
        { code: Code.DeadlineExceeded },
      ],
      [{ method: ingest, request: { event: makeEvent("event-4") }, key: "" }, { code: Code.Unauthenticated }],
      [{ method: query, request: { query: {} }, key: "another" }, { code: Code.Unauthenticated }],
      [
        { method: evidence, request: {}, key: "" },
        { code: Code.Unauthenticated, responses: [] },
      ],
      [
        { method: "chaukas.spec.audit.v1.ChaukasAuditService/GetInclusionProof", request: { event_id: "missing" } },
        { code: Code.NotFound, message: expect.stringContaining("missing") },
      ],
      [{ method: query, request: { query: { filter: { session_id: "large" } } } }, { code: 0 }],
    ];
    const file = join(folder, "calls.json");
    writeFileSync(file, JSON.stringify(known.map(([call]) => ({ key, ...call }))));
    const results: readonly Result[] = JSON.parse(await run([`127.0.0.1:${server.port}`, descriptors, file], skip));
    for (const [index, [{ method, request }, expected]] of known.entries()) {
      expect
        .soft(results[index], `call ${index}: ${method} ${JSON.stringify(request).slice(0, 80)}`)
        .toMatchObject(expected as object);
    }
    // A page ends before the size that clients accept by default.
    const { response } = results.at(-1)?.responses[0] ?? {};
    expect(response).toMatchObject({ total_count: "60", has_more: true });
    expect((response as unknown as { events: [] }).events.length).toBeGreaterThan(30);
  });
});
