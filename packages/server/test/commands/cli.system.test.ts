// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readCapturedLines } from "@chaukas/testdata";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCommand, type ServerProcess, startServerProcess } from "../served/run-command.js";

let folder: string;
let store: string;
let server: ServerProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-cli-"));
  store = join(folder, "events.db");
});
afterEach(async () => {
  await server?.end("SIGKILL");
  server = undefined;
  rmSync(folder, { recursive: true });
});

const run = (args: string[], input?: string) => runCommand(args, { CHAUKAS_STORE: store }, input);
const session = readCapturedLines().join("\n");

it("serves until SIGTERM, and exits with code 0", async () => {
  server = await startServerProcess([], { CHAUKAS_STORE: store });
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(await server.end("SIGTERM")).toBe(0);
  expect(server.output.stdout).toBe(`listening on ${server.url}\n`);
  const messages = server.output.stderr.trim().split("\n");
  expect(messages.map((line) => JSON.parse(line).msg)).toEqual([
    "listening",
    "the store has no keys: anyone who can reach the loopback address of this machine can read and write all events",
    "signal received",
    "stopping",
    "stopped",
  ]);
});

it("reports the setting, its value and the expected values", async () => {
  const file = join(folder, "chaukas.yaml");
  writeFileSync(file, "port: 1\nprot: 2\n");
  const help = "  what to do: see `chaukas-server serve --help` for all settings\n";
  for (const [args, env, message] of [
    [["--port", "70000"], {}, '--port: expected an integer from 0 to 65535, got "70000"'],
    [[], { CHAUKAS_METRICS: "yes" }, 'CHAUKAS_METRICS: expected one of auto, on, off, got "yes"'],
    [["--config", file], {}, `${file}: prot: expected one of the settings host, port, store, `],
  ] as const) {
    const { code, stdout, stderr } = await runCommand(args, env);
    expect(stderr).toMatch(new RegExp(`^error: ${message.replace(/[.*+?^$()[\]]/g, "\\$&")}.*\n`));
    expect(stderr.endsWith(help)).toBe(true);
    expect([code, stdout]).toEqual([2, ""]);
  }
  const { code, stderr } = await run(["frobnicate"]);
  expect(stderr).toBe(
    "error: command: expected one of serve, keys, import, query, show, report, export, evidence, backup, restore, stats, " +
      'fsck, signing-key, checkpoint, redact, purge, migrate, got "frobnicate"\n' +
      "  what to do: see `chaukas-server --help`\n",
  );
  expect(code).toBe(2);
  // The help of the command that was called, not of all.
  expect(await run(["keys", "create", "--scope", "query"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("see `chaukas-server keys create --help`"),
  });
});

it("lists all commands in its help, and shows the help of each", async () => {
  const commands =
    "serve keys import query show report export evidence backup restore stats fsck signing-key checkpoint redact purge migrate";
  const listed = /^Commands:\n(.*?)\n\n/ms.exec((await run(["--help"])).stdout)?.[1] ?? "";
  expect(listed.match(/^ {2}[\w-]+/gm)?.map((line) => line.trim())).toEqual([...commands.split(" "), "help"]);
  expect((await run(["--port", "0", "--help"])).stdout).toContain(listed);
  expect((await run(["help", "stats"])).stdout).toMatch(/^Usage: chaukas-server stats /);
  expect((await run(["stats", "--help"])).stdout).toMatch(/^Usage: chaukas-server stats /);
});

it("creates, lists and revokes keys while the server is running", async () => {
  const created = await run(["keys", "create", "--tenant", "acme", "--label", "billing agents"]);
  expect(created).toMatchObject({ code: 0, stdout: expect.stringMatching(/^chk_[0-9a-f]{12}_[0-9a-f]{48}\n$/) });
  const [, id = ""] = created.stdout.split("_");
  server = await startServerProcess([], { CHAUKAS_STORE: store });
  const authorization = (await run(["keys", "create", "--tenant", "acme"])).stdout.trim();
  const ask = () => fetch(`${server?.url}/v1/stats`, { headers: { authorization: `Bearer ${authorization}` } });
  expect((await ask()).status).toBe(200);
  expect((await run(["keys", "revoke", id])).stderr).toBe(`revoked key ${id}\n`);
  const listed = (await run(["keys", "list", "--json"])).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(listed).toMatchObject([{ id, label: "billing agents", revoked: expect.any(String) }, { tenant: "acme" }]);
  expect(listed[1]).not.toHaveProperty("revoked");
  expect(await run(["keys", "revoke", "nobody"])).toEqual({
    code: 1,
    stdout: "",
    stderr: 'error: key: expected the id of a key, got "nobody"\n  what to do: see `chaukas-server keys list`\n',
  });
});

it("does not create a store for commands that need an existing one, or for an import without events", {
  timeout: 60_000,
}, async () => {
  const nothing = join(folder, "nothing");
  for (const args of [
    ["stats"],
    ["export"],
    ["export", "--proof", "--tenant", "acme"],
    ["fsck"],
    ["checkpoint", "--tenant", "acme"],
    ["keys", "list"],
    ["keys", "revoke", "0123456789ab"],
    ["purge"],
  ]) {
    const stderr = `error: store: ${store}: no such file\n  what to do: check the path\n`;
    expect(await run(args), args.join(" ")).toEqual({ code: 1, stdout: "", stderr });
  }
  expect(await run(["import", nothing])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(`${nothing}: no such`),
  });
  expect(await run(["import", folder])).toMatchObject({ code: 2, stderr: expect.stringMatching("got a folder") });
  expect(existsSync(store)).toBe(false);
});

it("imports a session of the Python SDK, and exports it as public JSON that can be imported again", {
  timeout: 30_000,
}, async () => {
  const file = join(folder, "session.jsonl.gz");
  writeFileSync(file, gzipSync(session));
  expect(await run(["import", file])).toEqual({ code: 0, stdout: "", stderr: "imported 43 events, 0 bad lines\n" });
  const output = join(folder, "out.jsonl");
  const exported = await run(["export", "--output", output]);
  expect(exported.stderr).toBe("exported 43 events\nnext: --tenant acme --from-sequence 43\n");
  const lines = readFileSync(output, "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).event_id)).toEqual(
    readCapturedLines().map((line) => JSON.parse(line).event_id),
  );
  expect((await run(["import", output])).stderr).toBe("imported 43 events, 0 bad lines\n");
  expect((await run(["stats"])).stdout).toMatch(/^acme +43 +2 +/m);
  expect((await run(["export", "--tenant", "acme", "--from-sequence", "40"])).stdout.trim().split("\n")).toHaveLength(
    3,
  );
});

it("reports bad lines by number, continues, and exits with code 3", async () => {
  const good = '{"event_id":"e1","session_id":"s1","type":"SYSTEM","timestamp":"2026-01-01T00:00:00Z"}';
  const lines = [
    good,
    "{",
    "[]",
    "",
    good.replace("SYSTEM", "RETRY"),
    good.replace("e1", ""),
    good.replace("e1", "e2"),
  ];
  const { code, stderr } = await run(["import", "-", "--tenant", "acme"], lines.join("\n"));
  expect(stderr.trim().split("\n")).toEqual([
    '-:2: Event: expected a key in quotation marks or "}", found the end at column 2',
    "-:3: Event: expected an object, found an empty array at column 1",
    "-:5: event_id: different content is already stored under it",
    expect.stringMatching(/^-:6: event_id: /),
    "imported 2 events, 3 bad lines".replace("3", "4"),
  ]);
  expect(code).toBe(3);
});

it("shows ids and keys of events without what a terminal would obey", async () => {
  const file = join(folder, "events.jsonl");
  const evil = "\u001b[2m\u2028\u202e\u0085";
  const event = {
    event_id: `event ${evil}`,
    tenant_id: `acme ${evil}`,
    session_id: "s",
    type: "SYSTEM",
    timestamp: "2026-01-01T00:00:00Z",
  };
  writeFileSync(file, [event, { ...event, [evil]: 1 }].map((each) => JSON.stringify(each)).join("\n"));
  const escaped = "\\u001b[2m\\u2028\\u202e\\u0085";
  const imported = await run(["import", file]);
  expect([imported.code, imported.stderr.split("\n")[0]]).toEqual([
    3,
    expect.stringMatching(/:2: \/\\u001b\[2m\\u2028\\u202e\\u0085: expected a field of Event, found /),
  ]);
  const outputs = [
    imported.stderr,
    (await run(["stats"])).stdout,
    (await run(["export", "--output", `${file}.2`])).stderr,
  ];
  for (const output of outputs) {
    expect(output).toContain(escaped);
    expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
  }
});

it("imports into a running server with a key", async () => {
  const key = (await run(["keys", "create", "--tenant", "acme"])).stdout.trim();
  server = await startServerProcess([], { CHAUKAS_STORE: store });
  const file = join(folder, "session.jsonl");
  writeFileSync(file, session);
  expect(await run(["import", file, "--server", server.url, "--key", key])).toMatchObject({ code: 0 });
  const refused = await run(["import", file, "--server", server.url]);
  expect(refused.stderr).toMatch(/^error: server: \[unauthenticated\] .*\n {2}what to do: check the address, the key/);
  expect(refused.code).toBe(1);
  expect((await run(["import", file])).stderr).toMatch(/^error: store: /);
});

it("stores all complete lines of a gzip file that is cut, and resumes with the whole file", {
  timeout: 30_000,
}, async () => {
  const file = join(folder, "session.jsonl.gz");
  const whole = gzipSync(session);
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  const cut = await run(["import", "--resume", file]);
  const [, line = "", byte = ""] =
    /session\.jsonl\.gz:(\d+): byte (\d+): expected gzip data up to its end/.exec(cut.stderr) ?? [];
  expect([cut.code, cut.stderr.split("\n")]).toEqual([
    1,
    [
      expect.stringMatching(/^error: /),
      "  what to do: get the whole file, then repeat the import: with --resume, it continues after the last complete line",
      "",
    ],
  ]);
  const stored = Number(line) - 1;
  expect(stored).toBeGreaterThan(5);
  expect(JSON.parse(readFileSync(`${file}.import-state`, "utf8"))).toMatchObject({
    line: stored,
    offset: Number(byte),
  });
  writeFileSync(file, whole);
  expect((await run(["import", "--resume", file])).stderr).toBe(`imported ${43 - stored} events, 0 bad lines\n`);
  expect((await run(["stats"])).stdout).toMatch(/^acme +43 /m);
});

it("resumes an interrupted import", async () => {
  const file = join(folder, "session.jsonl");
  const lines = session.split("\n");
  writeFileSync(file, session);
  const offset = Buffer.byteLength(`${lines.slice(0, 40).join("\n")}\n`);
  writeFileSync(`${file}.import-state`, JSON.stringify({ target: store, offset, line: 40 }));
  expect((await run(["import", "--resume", file])).stderr).toBe("imported 3 events, 0 bad lines\n");
  expect((await run(["import", "--resume", file])).stderr).toBe("imported 43 events, 0 bad lines\n");
  writeFileSync(`${file}.import-state`, JSON.stringify({ target: "elsewhere", offset, line: 40 }));
  expect(await run(["import", "--resume", file])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`expected the state of an import into ${store}, got one into elsewhere`),
  });
});
