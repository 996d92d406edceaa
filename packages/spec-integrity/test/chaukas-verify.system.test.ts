// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createNoteSigner, formatVerifierKey, redactEvent, signCheckpoint } from "../src/index.ts";
import {
  checkpointOf,
  exportOf,
  makeTrail,
  makeTrailEvent,
  signedCheckpointOf,
  trailKey,
  trailOrigin,
} from "./make-trail.ts";

const main = join(import.meta.dirname, "../dist/cli/main.js");
const size = 12;
const trail = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const text = exportOf(trail);
const other = createNoteSigner(trailOrigin, new Uint8Array(32).fill(8));
// Each test starts processes, which is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaukas-verify-"));
  await write("trail.jsonl", text);
  await write("kept", signedCheckpointOf(trail, size));
  await write("early", signedCheckpointOf(trail, 5));
  await write("key", `${trailKey}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const known = ["--origin", trailOrigin, "--key", trailKey];
const usual = [...known, "--checkpoint", "kept"];

async function run(args: readonly string[], input: string | Uint8Array = "", env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, env: { ...process.env, ...env } });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (data: string) => (output.stdout += data));
  child.stderr.setEncoding("utf8").on("data", (data: string) => (output.stderr += data));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, ...output };
}

describe("chaukas-verify with an export", () => {
  it("verifies a file, compressed or not, and stdin", async () => {
    const stdout = `verified: ${trailOrigin}: 12 records\ncheckpoint of size 12: matched\nroot: ${Buffer.from(checkpointOf(trail, size).root).toString("hex")}\n`;
    await write("trail.jsonl.gz", gzipSync(text));
    for (const source of ["trail.jsonl", "trail.jsonl.gz"]) {
      expect(await run([source, ...usual])).toEqual({ code: 0, stdout, stderr: "" });
    }
    expect(await run(["-", ...usual], text)).toEqual({ code: 0, stdout, stderr: "" });
    expect(await run(["-", ...usual], gzipSync(text))).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("reads the key from a file, and accepts several checkpoints", async () => {
    const args = ["--origin", trailOrigin, "--key", "key", "--checkpoint", "early", "--checkpoint", "kept"];
    const { code, stdout } = await run(["trail.jsonl", ...args, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      verified: true,
      source: "trail.jsonl",
      origin: trailOrigin,
      records: size,
      redacted: 0,
      root: Buffer.from(checkpointOf(trail, size).root).toString("hex"),
      checkpoints: [
        { size: 5, state: "matched" },
        { size, state: "matched" },
      ],
      missing: [],
      faults: {},
      first: [],
      not_verified: [],
    });
  });

  it("reports what it did not verify", async () => {
    const early = await run(["trail.jsonl", ...known, "--checkpoint", "early"]);
    expect(early.code).toBe(0);
    expect(early.stdout).toContain(
      "not verified: whether the 7 records after the largest kept checkpoint were replaced",
    );
    const none = await run(["trail.jsonl", "--origin", trailOrigin, "--no-checkpoint"]);
    expect(none.code).toBe(0);
    expect(none.stdout).toContain(
      "not verified: whether the whole log was rebuilt, or records were removed from its end",
    );
  });

  it("names the first bad record with its line, and counts the others", async () => {
    const lines = text.split("\n");
    lines[4] = (lines[4] ?? "").replace("hello 3", "hallo 3");
    lines[9] = "not JSON";
    await write("bad.jsonl", lines.join("\n"));
    const { code, stdout } = await run(["bad.jsonl", ...usual]);
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      `NOT VERIFIED: ${trailOrigin}: 2 faults in 12 records`,
      expect.stringMatching(/^ {2}line 5: record 3 \(e-3\): the event was altered: expected the content_hash "/),
      '  line 10: record 8: record: expected a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}',
    ]);
    expect(stdout).toContain("checkpoint of size 12: unreached");
    const { stdout: json } = await run(["bad.jsonl", ...usual, "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      verified: false,
      faults: { wrong_content_hash: 1, malformed: 1 },
      first: [
        { code: "wrong_content_hash", sequence: 3, event_id: "e-3", line: 5 },
        { code: "malformed", sequence: 8, line: 10 },
      ],
    });
  });

  it("lists ten faults and counts the rest", async () => {
    await write("bad.jsonl", text.replaceAll('"hello', '"hallo'));
    const { code, stdout } = await run(["bad.jsonl", ...usual]);
    expect(code).toBe(1);
    expect(stdout).toContain(`NOT VERIFIED: ${trailOrigin}: 12 faults in 12 records`);
    expect(stdout).toContain("  and more, in total: 12 wrong_content_hash\n");
  });

  it.each<[string, string, object]>([
    [
      "missing records at the end",
      exportOf(trail.slice(0, 9)),
      { faults: { truncated: 1 }, first: [{ code: "truncated" }] },
    ],
    ["a truncated export", text.split("\n").slice(0, 10).join("\n"), { faults: { truncated: 1, wrong_size: 1 } }],
    [
      "a removed record",
      exportOf(trail.toSpliced(3, 1)),
      { missing: [{ start: 3, end: 4 }], first: [{ code: "wrong_sequence", sequence: 3, line: 5 }] },
    ],
    [
      "a rebuilt log",
      exportOf(makeTrail(trail.map((_, index) => makeTrailEvent(index === 2 ? 99 : index)))),
      { first: [{ code: "wrong_root" }], checkpoints: [{ size, state: "mismatched" }] },
    ],
    [
      "the export of another log",
      text.replaceAll(trailOrigin, "audit.example.com/t/other"),
      { records: 0, first: [{ code: "wrong_origin", line: 1 }] },
    ],
  ])("finds %s", async (_, content, expected) => {
    await write("bad.jsonl", content);
    const { code, stdout } = await run(["bad.jsonl", ...usual, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verified: false, ...expected });
  });

  it("finds bytes that are not UTF-8", async () => {
    await write("bad.jsonl", Buffer.from(text.replace("hello 3", "hello\u00ff3"), "latin1"));
    const { code, stdout } = await run(["bad.jsonl", ...usual, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).first[0]).toMatchObject({
      code: "malformed",
      line: 5,
      message: expect.stringMatching(/: expected UTF-8$/),
    });
  });

  it("verifies and counts redacted events", async () => {
    const redacted = trail.map((record, index) =>
      index === 4
        ? { ...record, ...redactEvent(record.event, record.opening, ["/message/text"], { method: "mask" }) }
        : record,
    );
    await write("redacted.jsonl", exportOf(redacted));
    const { code, stdout } = await run(["redacted.jsonl", ...usual]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^verified: .*: 12 records, 1 of them redacted\n/);
  });
});

describe("chaukas-verify with a checkpoint", () => {
  it.each<[string, string, string]>([
    ["that another key signed", signCheckpoint(checkpointOf(trail, size), other), "unsigned"],
    ["that was altered", signedCheckpointOf(trail, size).replace(`\n${size}\n`, "\n11\n"), "bad_signature"],
    ["that is not a checkpoint", "hello\n", "malformed"],
  ])("does not trust one %s", async (_, note, code) => {
    await write("odd", note);
    const result = await run(["trail.jsonl", ...known, "--checkpoint", "odd", "--json"]);
    expect(result.code).toBe(1);
    expect(JSON.parse(result.stdout)).toMatchObject({ faults: { [code]: 1 }, first: [{ code }] });
  });

  it("finds two that contradict each other", async () => {
    await write(
      "forked",
      signedCheckpointOf(makeTrail(Array.from({ length: size }, (_, i) => makeTrailEvent(i + 1))), size),
    );
    const result = await run(["trail.jsonl", ...usual, "--checkpoint", "forked", "--json"]);
    expect(result.code).toBe(1);
    expect(JSON.parse(result.stdout).first[0]).toEqual({
      code: "forked",
      message: "forked: the root of size 12 differs from that of another kept checkpoint: the log was forked",
    });
  });
});

describe("the command line of chaukas-verify", () => {
  it.each<[string[], string]>([
    [[], "source: expected one export, - or one URL, got none"],
    [["a", "b"], "source: expected one export, - or one URL, got 2"],
    [["a"], "--origin: expected the origin of the log, such as audit.example.com/t/acme, got none"],
    [["a", "--origin", "acme"], '--origin: origin: expected <host>/t/<tenant>, percent-encoded, got "acme"'],
    [["a", ...known], "--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither"],
    [["a", ...usual, "--no-checkpoint"], "--no-checkpoint: expected no --checkpoint, got both"],
    [
      ["a", "--origin", trailOrigin, "--checkpoint", "kept"],
      "--key: expected the verifier key of the log, or a file that contains it, got none",
    ],
    [
      ["http://127.0.0.1:1", "--origin", trailOrigin, "--no-checkpoint"],
      "--key: expected the verifier key of the log, or a file that contains it, got none",
    ],
    [["a", ...usual, "--proof-only"], "--proof-only: expected the URL of a server, got an export"],
    [
      ["http://127.0.0.1:1", ...known, "--no-checkpoint", "--proof-only"],
      "--proof-only: expected a --checkpoint from which the log has grown, got none",
    ],
    [["a", ...usual, "--frob"], "Unknown option '--frob'"],
    [["nowhere.jsonl", ...usual], "nowhere.jsonl: ENOENT: no such file or directory, stat 'nowhere.jsonl'"],
    [["kept", ...usual], expect.stringMatching(/^kept: header: expected \{"format":"chaukas-integrity\/1"/) as never],
    [["-", ...usual], "-: expected an export, got an empty file"],
    [["a", ...known, "--checkpoint", "nowhere"], "--checkpoint: ENOENT: no such file or directory, open 'nowhere'"],
    [
      ["a", "--origin", "audit.example.com/t/other", "--key", trailKey, "--checkpoint", "kept"],
      `--key: expected a key of the origin audit.example.com/t/other, got one of ${trailOrigin}`,
    ],
    [
      ["a", "--origin", trailOrigin, "--key", "kept", "--checkpoint", "kept"],
      "--key: verifier key: expected <name>+<8 hex digits>+<base64 of 1 and 32 bytes>",
    ],
  ])("is refused if it is invalid: %j", async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, ""]);
    const [first = "", second] = stderr.split("\n");
    expect(first.replace(/^error: /, "")).toEqual(message);
    expect(second).toMatch(/^ {2}what to do: /);
  });

  it("prints its help and version", async () => {
    expect(await run(["--help"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: chaukas-verify /) });
    const { version } = JSON.parse(await readFile(join(main, "../../../package.json"), "utf8"));
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it("refuses a checkpoint under another key of the same name", async () => {
    const args = ["--origin", trailOrigin, "--key", formatVerifierKey(other), "--checkpoint", "kept"];
    expect(await run(["trail.jsonl", ...args])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("kept: "),
    });
  });
});

describe("chaukas-verify without a usable audit service", () => {
  it.each<[string, number, string, RegExp]>([
    [
      "refuses the key",
      403,
      '{"detail":"the key has no scope query"}',
      /responded with 403: the key has no scope query/,
    ],
    ["has no proofs", 501, "", /responded with 501/],
    ["fails", 500, "<html>", /responded with 500/],
  ])("exits with code 2 if the server %s", async (_, status, body, message) => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.url} ${request.headers.authorization}`);
      response.writeHead(status).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const { code, stderr } = await run([url, ...usual], "", { CHAUKAS_KEY: "secret" });
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(requests).toEqual(["/v1/audit/checkpoint?tenant_id=acme Bearer secret"]);
    } finally {
      server.close();
    }
  });

  it("exits with code 2 if nothing listens", async () => {
    const { code, stderr } = await run(["http://127.0.0.1:1", ...usual]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: http:\/\/127.0.0.1:1: .+\n {2}what to do: check the address/);
  });

  it("does not follow redirects, which could send the key to another host", async () => {
    const server = createServer((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      const { code, stderr } = await run([`http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...usual]);
      expect(code).toBe(2);
      expect(stderr).toContain("redirect");
    } finally {
      server.close();
    }
  });
});
