// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { createNoteSigner, formatOrigin, formatVerifierKey, signCheckpoint } from "@chaukas/spec-integrity";
import reportSchema from "@chaukas/spec-vectors/verify-report.schema.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCommand } from "../served/run-command.js";
import { type ServedAudit, serveAudit } from "../served/serve-audit.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const main = fileURLToPath(new URL("./cli/main.js", import.meta.resolve("@chaukas/spec-integrity")));
const origin = formatOrigin("audit.example.com", "acme");
const apiKey = "key-of-the-auditor-of-acme";
const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(reportSchema);
let served: ServedAudit;
let folder = "";
let usual: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaukas-verify-"));
  served = await serveAudit({}, [{ tenantId: "acme", scopes: ["ingest", "query", "redact"], key: apiKey }]);
  await ingest(0, 40);
  const { checkpoint } = await served.audit("connect", apiKey).getCheckpoint({ tenantId: "acme", minSize: 40n });
  await writeFile(join(folder, "kept"), checkpoint);
  await ingest(40, 20);
  const key = formatVerifierKey(createNoteSigner(origin, served.signingKey.seed));
  usual = ["--origin", origin, "--key", key, "--checkpoint", "kept"];
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

async function ingest(from: number, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, index) =>
    create(EventSchema, {
      eventId: `e-${from + index}`,
      tenantId: "acme",
      sessionId: "s-1",
      type: EventType.INPUT_RECEIVED,
      timestamp: { seconds: 1_700_000_000n + BigInt(index) },
      content: { case: "message", value: { role: "user", text: `hello ${from + index}` } },
    }),
  );
  await served.server(apiKey).ingestEventBatch({ eventBatch: { events } });
}

async function verify(args: readonly string[], env: NodeJS.ProcessEnv = { CHAUKAS_KEY: apiKey }) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, ...env } });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...output };
}

/** Reads a report, which must match its schema. */
function readReport(stdout: string) {
  const report = JSON.parse(stdout);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  return report;
}

describe("chaukas-verify of a running server", () => {
  it("verifies the whole log, and saves the newest checkpoint for the next run", async () => {
    const { code, stdout } = await verify([served.running.url, ...usual, "--save-checkpoint", "next", "--json"]);
    expect(readReport(stdout)).toMatchObject({
      verdict: "proved",
      records: 60,
      checkpoints: [
        { size: 40, state: "matched", from: "kept" },
        { size: 60, state: "matched", from: "server" },
      ],
    });
    expect(code).toBe(0);
    expect(await readFile(join(folder, "next"), "utf8")).toMatch(/^audit\.example\.com\/t\/acme\n60\n/);
    const again = await verify([served.running.url, ...usual.slice(0, 4), "--checkpoint", "next"]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PROVED: .*: 60 records\n/) });
  });

  it("verifies with only a proof that the log is append-only", async () => {
    const { code, stdout } = await verify([served.running.url, ...usual, "--proof-only", "--json"]);
    expect(code).toBe(3);
    expect(readReport(stdout)).toMatchObject({
      verdict: "conditional",
      records: 0,
      conditions: [{ code: "not_read" }],
    });
  });

  it("detects that the server's log differs from the kept checkpoint", async () => {
    const signer = createNoteSigner(origin, served.signingKey.seed);
    await writeFile(join(folder, "forked"), signCheckpoint({ origin, size: 40, root: new Uint8Array(32) }, signer));
    await writeFile(join(folder, "larger"), signCheckpoint({ origin, size: 1000, root: new Uint8Array(32) }, signer));
    const faultsOf = async (name: string, ...flags: string[]) => {
      const args = [served.running.url, ...usual.slice(0, 4), "--checkpoint", name, "--json", ...flags];
      const { code, stdout } = await verify(args);
      expect(code).toBe(1);
      return readReport(stdout).faults;
    };
    expect(await faultsOf("forked")).toEqual({ wrong_root: 1 });
    expect(await faultsOf("forked", "--proof-only")).toEqual({ wrong_proof: 1 });
    expect(await faultsOf("larger")).toEqual({ truncated: 1 });
    expect(await faultsOf("larger", "--proof-only")).toEqual({ truncated: 1 });
  });

  it("does not accept a server's checkpoint without the auditor's key", async () => {
    const other = createNoteSigner(origin, new Uint8Array(32).fill(9));
    const args = ["--origin", origin, "--key", formatVerifierKey(other), "--no-checkpoint", "--json"];
    const { code, stdout } = await verify([served.running.url, ...args]);
    expect(code).toBe(1);
    expect(readReport(stdout)).toMatchObject({ faults: { unsigned: 1 }, records: 0 });
  });

  it("does not prove a log without a kept checkpoint, but saves one to keep", async () => {
    const flags = ["--no-checkpoint", "--save-checkpoint", "first"];
    const { code, stdout } = await verify([served.running.url, ...usual.slice(0, 4), ...flags, "--json"]);
    expect(readReport(stdout)).toMatchObject({ verdict: "conditional", conditions: [{ code: "no_checkpoint" }] });
    expect(code).toBe(3);
    const again = await verify([served.running.url, ...usual.slice(0, 4), "--checkpoint", "first"]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PROVED: /) });
  });

  it("explains what to do without a key that the server accepts", async () => {
    const { code, stderr } = await verify([served.running.url, ...usual], { CHAUKAS_KEY: "" });
    expect(code).toBe(2);
    expect(stderr).toMatch(/the server responded with 401: .*\n {2}what to do: set CHAUKAS_KEY/);
  });
});

describe("a log in which a leaf was redacted", () => {
  beforeAll(async () => {
    const request = {
      tenantId: "acme",
      eventId: "e-7",
      fields: ["/message/text"],
      method: "mask",
      reason: "asked for",
    };
    await served.audit("connect", apiKey).redactEvent(request);
  });

  it("verifies live, and tells who redacted what, when and why", async () => {
    const { code, stdout } = await verify([served.running.url, ...usual]);
    expect(stdout).toMatch(/^PROVED: .*: 61 records, 1 of them redacted\n/);
    expect(stdout).toMatch(
      /^redacted: record 7 \(e-7\): "\/message\/text" \(mask\), 20\S+Z, by the key ".+", reason "asked for", recorded by record 60$/m,
    );
    expect(code).toBe(0);
    expect(readReport((await verify([served.running.url, ...usual, "--json"])).stdout)).toMatchObject({
      verdict: "proved",
      redactions: [{ sequence: 7, event_id: "e-7", recorded_by: 60, ordinal: 1, reason: "asked for" }],
    });
  });

  it("verifies as an export, made while the server is running", async () => {
    const output = join(folder, "trail.jsonl");
    const flags = ["--proof", "--tenant", "acme", "--store", served.store, "--output", output];
    expect(await runCommand(["export", ...flags])).toMatchObject({ code: 0, stderr: "exported 61 records\n" });
    const early = await verify([output, ...usual]);
    expect(early.stdout).toMatch(/^CONDITIONAL: .*: 61 records, 1 of them redacted\n/);
    expect(early.stdout).toContain("checked: 40 of 61 records match a checkpoint\n");
    expect(early.stdout).toContain("not proved: 21 of 61 records: no kept checkpoint covers records 40 to 60");
    expect(early.code).toBe(3);
    expect(readReport((await verify([output, ...usual, "--json"])).stdout).verdict).toBe("conditional");
    const { checkpoint } = await served.audit("connect", apiKey).getCheckpoint({ tenantId: "acme", minSize: 61n });
    await writeFile(join(folder, "newest"), checkpoint);
    const { code, stdout } = await verify([output, ...usual, "--checkpoint", "newest"]);
    expect(stdout).toMatch(/^PROVED: .*: 61 records, 1 of them redacted\n/);
    expect(code).toBe(0);
  });

  it("fails as an export that shows another replacement", async () => {
    const trail = await readFile(join(folder, "trail.jsonl"), "utf8");
    await writeFile(join(folder, "forged.jsonl"), trail.replace('"[redacted]"', '"[redacted] Pay Mallory"'));
    const { code, stdout } = await verify(["forged.jsonl", ...usual, "--checkpoint", "newest"]);
    expect(stdout).toMatch(/^FAILED: /);
    expect(stdout).toContain("no redaction record up to size 61 vouches for what it shows");
    expect(code).toBe(1);
  });

  it("has no findings in fsck, including its checkpoints", async () => {
    const key = usual[3] ?? "";
    expect(await runCommand(["fsck", served.store, "--key", key])).toEqual({
      code: 0,
      stdout: "61 events, no findings\n",
      stderr: "",
    });
  });
});

describe("a log in which events are redacted while it is read", () => {
  it("is proved all the same", async () => {
    let isReading = true;
    const redactions = (async () => {
      let count = 0;
      for (let index = 8; index < 60 && isReading; index++, count++) {
        const about = { tenantId: "acme", eventId: `e-${index}`, method: "mask", reason: "asked for" };
        await served.audit("connect", apiKey).redactEvent({ ...about, fields: ["/message/text"] });
        await served.audit("connect", apiKey).redactEvent({ ...about, fields: ["/message"] });
      }
      return count;
    })();
    try {
      for (let round = 0; round < 3; round++) {
        const { code, stdout } = await verify([served.running.url, ...usual, "--json"]);
        expect(readReport(stdout)).toMatchObject({ verdict: "proved", faults: {}, conditions: [] });
        expect(code).toBe(0);
      }
    } finally {
      isReading = false;
    }
    expect(await redactions).toBeGreaterThan(0);
  });
});

describe("the commands for stores", () => {
  it("report usage errors", async () => {
    const { code, stderr } = await runCommand(["export", "--proof", "--store", served.store]);
    expect([code, stderr]).toEqual([
      2,
      "error: --proof: expected --tenant, no other selection and no format, since a proof covers a whole log\n  what to do: see `chaukas-server export --help`\n",
    ]);
    expect(await runCommand(["fsck", "mysql://localhost/chaukas"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("store: expected a file path, sqlite:PATH or postgres://HOST/DATABASE"),
    });
    expect(await runCommand(["fsck", join(folder, "nowhere.db")])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("nowhere.db: no such file"),
    });
    await writeFile(join(folder, "other.db"), "");
    expect(await runCommand(["fsck", join(folder, "other.db")])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("expected a database of this version of @chaukas/server"),
    });
    expect(await runCommand(["fsck", served.store, "--key", "x"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--key: verifier key: expected <name>+<8 hex digits>+"),
    });
  });
});
