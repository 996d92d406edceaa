// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCapturedLines } from "@chaukas/testdata";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type PostgresServer, startPostgres } from "../postgres/start-postgres.js";
import { runCommand } from "../served/run-command.js";

// Starting a database takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const session = "sess-0001-2";
let folder: string;
let postgres: PostgresServer;
const stores: Record<"SQLite" | "PostgreSQL", string> = { SQLite: "", PostgreSQL: "" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-read-commands-"));
  postgres = await startPostgres();
  stores.SQLite = join(folder, "events.db");
  stores.PostgreSQL = await postgres.createDatabase();
  for (const store of Object.values(stores)) {
    expect((await runCommand(["import", "-", "--store", store], {}, readCapturedLines().join("\n"))).code).toBe(0);
  }
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

it.each(["SQLite", "PostgreSQL"] as const)("queries, shows and reports on %s", async (name) => {
  const run = (...args: string[]) => runCommand([...args, "--store", stores[name]]);

  const table = await run("query", "--limit", "3", "--type", "POLICY_DECISION", "--type", "AGENT_HANDOFF");
  expect(table).toMatchObject({ code: 0, stderr: "showed 3 of 4 events\n" });
  const lines = table.stdout.trimEnd().split("\n");
  expect(lines[0]?.split(/ {2,}/)).toEqual(["TIME", "TYPE", "STATUS", "AGENT", "SESSION", "EVENT", "ABOUT"]);
  expect(lines.slice(1).map((line) => line.split(/ {2,}/).at(-1))).toEqual([
    "Triage → Status specialist: topic status",
    "allow by pii-egress: contact data stays in region",
    expect.stringMatching(/^Triage → Cancel specialist/),
  ]);

  const json = await run("query", "--session", session, "--order", "oldest", "--limit", "all", "--format", "json");
  const events = json.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events).toHaveLength(23);
  expect(events.map(({ type }) => type).slice(0, 2)).toEqual(["SESSION_START", "INPUT_RECEIVED"]);

  const csv = await run("query", "--format", "csv", "--limit", "1");
  expect(csv.stdout.split("\n")[0]).toMatch(/^event_id,tenant_id,/);

  const shown = await run("show", session);
  expect(shown).toMatchObject({ code: 0, stderr: "" });
  expect(shown.stdout.split("\n").slice(0, 3)).toEqual([
    `session ${session} of tenant acme, project support-bot`,
    expect.stringMatching(/^began 2026-11-22T16:56:31\.\d+Z$/),
    "2 model calls, 474 → 60 tokens, 3 tool calls, 1 error, policy allow 1",
  ]);
  expect(shown.stdout).toMatch(/^ +0\.\d{3} s {2}│ {2}├─ model {2}gpt-4o-mini \(openai\) {2}\[completed in /m);

  const report = await run("report", "--by", "tool", "--format", "json");
  expect(report).toMatchObject({ code: 0, stderr: "added up 43 events\n" });
  expect(JSON.parse(report.stdout)).toMatchObject({ tool: "lookup_order", sessions: 2, tool_calls: 3, errors: 1 });
});

it("writes to a file, and escapes what a terminal obeys", async () => {
  const store = join(folder, "hostile.db");
  const [line = ""] = readCapturedLines();
  const id = "red\u001b[31m";
  const event = { ...JSON.parse(line), session_id: id, agent_name: "x\u202e\n", tags: [] };
  await runCommand(["import", "-", "--store", store], {}, JSON.stringify(event));
  const output = join(folder, "session.txt");
  for (const args of [["query"], ["show", id], ["report", "--by", "session"]]) {
    const { code, stdout } = await runCommand([...args, "--output", output, "--force", "--store", store]);
    expect([code, stdout]).toEqual([0, ""]);
    const text = readFileSync(output, "utf8");
    expect(text).toContain("red\\u001b[31m");
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u202e");
  }
  const { stdout } = await runCommand(["query", "--format", "json", "--store", store]);
  expect(stdout).not.toContain("\u202e");
  expect(JSON.parse(stdout)).toMatchObject({ session_id: id, agent_name: "x\u202e\n" });
});

it("replaces files only when told to", async () => {
  const store = join(folder, "outputs.db");
  const key = join(folder, "outputs.key");
  await runCommand(["signing-key", "create", key, "--origin", "localhost"]);
  const [line = ""] = readCapturedLines();
  await runCommand(["import", "-", "--store", store, "--origin", "localhost"], {}, line);
  const { session_id: session } = JSON.parse(line);
  const commands = [
    ["query"],
    ["show", session],
    ["report"],
    ["export"],
    ["evidence", "--tenant", "acme", "--signing-key", key],
  ];
  const [kept, state] = [join(folder, "kept.txt"), join(folder, "kept.state")];
  const refusal = (file: string) => ({
    code: 1,
    stdout: "",
    stderr:
      `error: ${file}: expected a new file, found an existing one\n` +
      "  what to do: choose another name, or replace the file with --force\n",
  });
  for (const args of commands) {
    const flags = [...args, "--store", store, "--output"];
    writeFileSync(kept, "kept");
    expect(await runCommand([...flags, kept])).toEqual(refusal(kept));
    expect(readFileSync(kept, "utf8")).toBe("kept");
    expect(await runCommand([...flags, kept, "--force"])).toMatchObject({ code: 0 });
    expect(readFileSync(kept, "utf8")).not.toBe("kept");
    expect(await runCommand([...flags, "/dev/null"])).toMatchObject({ code: 0 });
  }
  writeFileSync(state, "kept");
  const output = join(folder, "new.jsonl");
  const proof = ["export", "--proof", "--tenant", "acme", "--store", store, "--output", output, "--state", state];
  expect(await runCommand(proof)).toEqual(refusal(state));
  expect([readFileSync(state, "utf8"), existsSync(output)]).toEqual(["kept", false]);
});

it("asks for a tenant where there are several, and says what is wrong", async () => {
  const store = join(folder, "tenants.db");
  expect(await runCommand(["query", "--store", store])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("no such file"),
  });
  const [line = ""] = readCapturedLines();
  const events = ["acme", "globex"].map((tenant_id) => JSON.stringify({ ...JSON.parse(line), tenant_id }));
  await runCommand(["import", "-", "--store", store], {}, events.join("\n"));
  const cases: [string[], number, string][] = [
    [["report"], 2, 'error: --tenant: expected one of "acme", "globex", got none\n'],
    [["show", "nowhere", "--tenant", "acme"], 1, 'error: session: expected a session with events, got "nowhere"\n'],
    [["query", "--type", "TOOL"], 2, "error: --type: expected one of SESSION_START, "],
    [["query", "--limit", "-1"], 2, 'error: --limit: expected a number from 1, or all, got "-1"\n'],
    [["query", "--limit", "all"], 2, 'error: --limit: expected at most 10000 with --format table, got "all"\n'],
    [["report", "--from", "yesterday"], 2, "error: --from: expected a date such as 2026-11-22 or a time "],
    [["query", "--tenant", "typo"], 2, 'error: --tenant: expected one of "acme", "globex", got "typo"\n'],
    [["query", "--tenant", "acme", "--agent", ""], 2, 'error: --agent: expected a text, got ""\n'],
    [["report", "--tenant", "acme", "--tag", ""], 2, 'error: --tag: expected a text, got ""\n'],
    [["show", "", "--tenant", "acme"], 2, 'error: session: expected a text, got ""\n'],
    [["show", "x".repeat(257), "--tenant", "acme"], 2, "error: session: "],
    [
      ["query", "--tenant", "acme", "--from", "2026-01-02T00:00:00Z", "--until", "2026-01-01T00:00:00Z"],
      2,
      "error: --from: must not be after --until\n",
    ],
    [["query", "--tenant", "acme", "--text", "!"], 2, 'error: --text: expected a letter or a digit, got "!"\n'],
    [["query", "--tenant", "acme", "--session", "x".repeat(257)], 2, "error: --session: "],
  ];
  for (const [args, code, message] of cases) {
    const result = await runCommand([...args, "--store", store]);
    expect([result.code, result.stdout, result.stderr]).toEqual([code, "", expect.stringContaining(message)]);
  }
});
