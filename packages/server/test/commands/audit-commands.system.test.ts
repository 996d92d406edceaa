// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { evidencePage } from "@chaukas/explorer";
import { openCheckpoint, parseVerifierKey } from "@chaukas/spec-integrity";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommand, startServerProcess } from "../served/run-command.js";

let folder: string;
let store: string;
let keyFile: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-audit-cli-"));
  store = join(folder, "events.db");
  keyFile = join(folder, "signing.key");
  await run(["signing-key", "create", keyFile, "--origin", "audit.example.com"]);
  const events = join(folder, "events.jsonl");
  const line = (id: string) =>
    `{"event_id":"${id}","tenant_id":"acme","session_id":"s1","type":"SYSTEM","timestamp":"2026-01-01T00:00:00Z",` +
    `"metadata":{"mail":"${id}@example.com"}}\n`;
  writeFileSync(events, ["e1", "e2", "e3"].map(line).join(""));
  await run(["import", events]);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runCommand(args, { CHAUKAS_STORE: store, CHAUKAS_SIGNING_KEY: keyFile, ...env });

it("creates a signing key once, and prints its verifier keys by tenant", { timeout: 180_000 }, async () => {
  expect(readFileSync(keyFile, "utf8")).toMatch(/^PRIVATE\+KEY\+audit\.example\.com\+[0-9a-f]{8}\+\S+\n$/);
  const again = await run(["signing-key", "create", keyFile, "--origin", "audit.example.com"]);
  expect([again.code, again.stderr]).toEqual([
    1,
    `error: ${keyFile}: expected a new file, found an existing one\n` +
      "  what to do: choose another name; a lost key cannot be recreated\n",
  ]);
  const shown = await run(["signing-key", "show", keyFile, "--tenant", "acme"]);
  expect([shown.code, shown.stderr]).toEqual([0, ""]);
  expect(parseVerifierKey(shown.stdout.trim()).name).toBe("audit.example.com/t/acme");
  const bad = await run(["signing-key", "create", join(folder, "x"), "--origin", "two words"]);
  expect([bad.code, bad.stderr]).toEqual([
    2,
    'error: --origin: host: expected a host such as audit.example.com, got "two words"\n' +
      "  what to do: see `chaukas-server signing-key --help`\n",
  ]);
});

it("signs a log, and prints its newest checkpoint", { timeout: 180_000 }, async () => {
  const none = await run(["checkpoint", "--tenant", "acme"]);
  expect([none.code, none.stderr]).toEqual([
    1,
    'error: store: expected a checkpoint of tenant "acme", found none\n' +
      "  what to do: sign one with --sign --signing-key FILE\n",
  ]);
  const signed = await run(["checkpoint", "--tenant", "acme", "--sign"]);
  expect([signed.code, signed.stderr]).toEqual([0, ""]);
  const verifier = parseVerifierKey((await run(["signing-key", "show", keyFile, "--tenant", "acme"])).stdout.trim());
  expect(openCheckpoint(signed.stdout, verifier)).toMatchObject({ valid: true, checkpoint: { size: 3 } });
  expect(await run(["checkpoint", "--tenant", "acme"])).toEqual(signed);
  const keyless = await run(["checkpoint", "--tenant", "acme", "--sign"], { CHAUKAS_SIGNING_KEY: "" });
  expect([keyless.code, keyless.stderr]).toEqual([
    2,
    "error: --signing-key: expected the file with the signing key of the logs, got none\n" +
      "  what to do: see `chaukas-server checkpoint --help`\n",
  ]);
});

it("redacts in the store if redaction is on", { timeout: 180_000 }, async () => {
  const args = ["redact", "e1", "--tenant", "acme", "--field", "/metadata/mail", "--reason", "asked for"];
  const off = await run(args);
  expect([off.code, off.stderr]).toEqual([
    2,
    "error: --redaction: expected on, since stored events cannot change otherwise, got off\n" +
      "  what to do: see `chaukas-server redact --help`\n",
  ]);
  const redacted = await run([...args, "--redaction", "on"]);
  expect(redacted.stderr).toMatch(/^redacted: event e1, recorded as redaction-[0-9a-f]{32}\n$/);
  expect(JSON.parse(redacted.stdout)).toMatchObject({ event_id: "e1", redaction_sequence: 3 });
  const again = await run([...args, "--redaction", "on"]);
  expect([again.stdout, again.stderr]).toEqual([
    redacted.stdout,
    redacted.stderr.replace("redacted:", "already redacted:"),
  ]);
  expect((await run(["export", "--tenant", "acme"])).stdout).not.toContain("e1@example.com");
  const wrong = await run([...args, "--field", "/metadata/nothing", "--redaction", "on"]);
  expect([wrong.code, wrong.stderr]).toEqual([
    1,
    'error: --field[1]: expected a JSON Pointer to values of the event, got "/metadata/nothing", where it has none\n' +
      "  what to do: run `chaukas-server export` to see the stored events\n",
  ]);
});

it("refuses to import the record of a redaction, which only the server creates", { timeout: 180_000 }, async () => {
  const file = join(folder, "exported.jsonl");
  await run(["export", "--tenant", "acme", "--output", file]);
  const record = readFileSync(file, "utf8")
    .split("\n")
    .find((line) => line.includes("shown_hash"));
  expect(JSON.parse(record ?? "{}")).toMatchObject({
    session_id: "s1",
    type: "SYSTEM",
    content: { event_id: "e1", ordinal: 1, fields: ["/metadata/mail"], operator: userInfo().username },
  });
  expect(await run(["import", file], { CHAUKAS_STORE: join(folder, "copy.db") })).toEqual({
    code: 3,
    stdout: "",
    stderr:
      `${file}:4: redaction_record: expected other content, since only the server records redactions\n` +
      "imported 3 events, 1 bad line\n",
  });
});

it("refuses to start with a signing key that others can read, or that is for another host", {
  timeout: 30_000,
}, async () => {
  const other = join(folder, "other.key");
  await run(["signing-key", "create", other, "--origin", "logs.example.com"]);
  const moved = await run(["--port", "0"], { CHAUKAS_SIGNING_KEY: other });
  expect(moved.code).toBe(1);
  expect(moved.stderr).toMatch(
    /its logs have the origin host "audit\.example\.com", which never changes, got "logs\.example\.com"/,
  );
  chmodSync(other, 0o644);
  const open = await run(["--port", "0"], { CHAUKAS_SIGNING_KEY: other });
  expect([open.code, open.stderr]).toEqual([
    1,
    `error: signing-key ${other}: expected a file that only its owner can read, got mode 0644\n` +
      `  what to do: run \`chmod 600 ${other}\`\n`,
  ]);
});

it("serves checkpoints, and signs logs that have grown in the background", { timeout: 180_000 }, async () => {
  const server = await startServerProcess(["--checkpoint-interval-seconds", "1"], {
    CHAUKAS_STORE: store,
    CHAUKAS_SIGNING_KEY: keyFile,
  });
  try {
    const body =
      '{"event_id":"e9","tenant_id":"acme","session_id":"s1","type":"SYSTEM","timestamp":"2026-01-01T00:00:00Z"}';
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${server.url}/v1/events`, { method: "POST", headers, body })).status).toBe(202);
    const size = async () => {
      const text = await (await fetch(`${server.url}/v1/audit/checkpoint?tenant_id=acme`)).text();
      return Number(text.split("\n")[1]);
    };
    await expect.poll(size, { timeout: 30_000, interval: 100 }).toBe(5);
  } finally {
    await server.end("SIGTERM");
  }
});

it("writes evidence as lines, and as a page around the same lines", { timeout: 180_000 }, async () => {
  const output = join(folder, "evidence.html");
  const args = ["evidence", "--tenant", "acme", "--session", "s1"];
  expect(await run(["evidence", "--tenant", "acme", "--session", ""])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('error: --session: expected a text, got ""'),
  });
  const lines = await run(args);
  const page = await run([...args, "--html", "--output", output]);
  expect([lines.code, page.code, page.stderr]).toEqual([0, 0, lines.stderr]);
  const { before, line, after } = evidencePage();
  const texts = lines.stdout.trimEnd().split("\n");
  expect(readFileSync(output, "utf8")).toBe(`${before}${texts.map(line).join("")}${after}`);
});

it("writes no evidence of nothing", { timeout: 180_000 }, async () => {
  const output = join(folder, "nothing.jsonl");
  const args = ["evidence", "--session", "s1", "--output", output];
  expect(await run([...args, "--tenant", "acme", "--agent", "nobody"])).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "error: evidence: expected a selection with events, got one without\n" +
      "  what to do: run `chaukas-server query` with the same flags to see which events there are\n",
  });
  expect(await run([...args, "--tenant", "acmee"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      'error: --tenant: expected one of "acme", got "acmee"\n  what to do: see `chaukas-server evidence --help`\n',
  });
  expect(existsSync(output)).toBe(false);
});
