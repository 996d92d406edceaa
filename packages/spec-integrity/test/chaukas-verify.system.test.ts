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
import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createNoteSigner, type ExportedRecord, formatVerifierKey, redactEvent, signCheckpoint } from "../src/index.ts";
import {
  appendEvent,
  checkpointOf,
  exportOf,
  makeRedactionRecord,
  makeTrail,
  makeTrailEvent,
  redactTrail,
  signedCheckpointOf,
  trailKey,
  trailOrigin,
} from "./make-trail.ts";
import { type CommandEnd, runVerifyHere } from "./run-verify-here.ts";
import { serveTrail } from "./serve-trail.ts";

const main = join(import.meta.dirname, "../dist/cli/main.js");
const size = 12;
const trail = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const text = exportOf(trail);
const other = createNoteSigner(trailOrigin, new Uint8Array(32).fill(8));
// Each test starts processes, which is slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chaukas-verify-"));
  process.chdir(folder);
  await write("trail.jsonl", text);
  await write("kept", signedCheckpointOf(trail, size));
  await write("early", signedCheckpointOf(trail, 5));
  await write("key", `${trailKey}\n`);
});
afterAll(async () => {
  process.chdir(import.meta.dirname);
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const known = ["--origin", trailOrigin, "--key", trailKey];
const usual = [...known, "--checkpoint", "kept"];

/** Redacts the texts of events, each with a record at the end. */
function redactAll(records: readonly ExportedRecord[], sequences: readonly number[]): ExportedRecord[] {
  return sequences.reduce((all, sequence) => redactTrail(all, sequence, ["/message/text"]), [...records]);
}

/** Masks the text of an event, with a record that says the given things. */
function redactBy(
  records: readonly ExportedRecord[],
  sequence: number,
  details: { readonly reason: string; readonly requestedBy?: string; readonly keyId?: string },
): ExportedRecord[] {
  const record = records[sequence] as ExportedRecord;
  const { event, opening, fields, erased, shownHash } = redactEvent(record.event, record.opening, ["/message/text"], {
    method: "mask",
  });
  const about = { sequence: BigInt(sequence), ordinal: 1, method: "mask", shownHash, ...details };
  return appendEvent(
    records.map((other) => (other === record ? { ...record, event, opening } : other)),
    makeRedactionRecord(records.length, event, { ...about, fields: [...fields], erased: erased.map(BigInt) }),
  );
}

/** Runs the command in the folder: in a process of its own if it reads its input or variables. */
async function run(
  args: readonly string[],
  input: string | Uint8Array = "",
  env?: NodeJS.ProcessEnv,
): Promise<CommandEnd> {
  return args.includes("-") || env !== undefined ? runProcess(args, input, env) : runVerifyHere(args);
}

async function runProcess(args: readonly string[], input: string | Uint8Array, env?: NodeJS.ProcessEnv) {
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
    const stdout = [
      `PROVED: ${trailOrigin}: 12 records`,
      "checked: the kept checkpoint of size 12: matched",
      "checked: 12 of 12 records match a checkpoint",
      `checked: the root of the tree is ${Buffer.from(checkpointOf(trail, size).root).toString("hex")}`,
      "",
    ].join("\n");
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
      format: "chaukas-verify-report/1",
      verdict: "proved",
      source: "trail.jsonl",
      origin: trailOrigin,
      records: size,
      covered: size,
      redacted: 0,
      root: Buffer.from(checkpointOf(trail, size).root).toString("hex"),
      checkpoints: [
        { size: 5, state: "matched", from: "kept" },
        { size, state: "matched", from: "kept" },
      ],
      conditions: [],
      missing: [],
      faults: {},
      first: [],
      redaction_count: 0,
      redactions: [],
    });
  });

  it("reports what is not proved, and exits with code 3", async () => {
    const early = await run(["trail.jsonl", ...known, "--checkpoint", "early"]);
    expect(early.code).toBe(3);
    expect(early.stdout.split("\n").filter((line) => !line.includes("root"))).toEqual([
      `CONDITIONAL: ${trailOrigin}: 12 records`,
      "checked: the kept checkpoint of size 5: matched",
      "checked: 5 of 12 records match a checkpoint",
      "not proved: 7 of 12 records: no kept checkpoint covers records 5 to 11, which may have been replaced",
      "",
    ]);
    const none = await run(["trail.jsonl", "--origin", trailOrigin, "--no-checkpoint"]);
    expect(none.code).toBe(3);
    expect(none.stdout).toContain(
      "not proved: no kept checkpoint: the whole trail may have been rebuilt, or records removed from its end\n",
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
      `FAILED: ${trailOrigin}: 2 faults in 12 records`,
      expect.stringMatching(/^ {2}line 5: record 3 \(e-3\): the event was altered: expected the content_hash "/),
      '  line 10: record 8: record: expected a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}',
    ]);
    expect(stdout).toContain("checked: the kept checkpoint of size 12: unreached\nchecked: 0 of 12 records match");
    const { stdout: json } = await run(["bad.jsonl", ...usual, "--json"]);
    expect(JSON.parse(json)).toMatchObject({
      verdict: "failed",
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
    expect(stdout).toContain(`FAILED: ${trailOrigin}: 12 faults in 12 records`);
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
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "failed", ...expected });
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

  it("lists what was redacted, by whom, when and why", async () => {
    const redacted = redactAll(trail, [4]);
    const details = { requestedBy: "case 17", keyId: "key-1", reason: "erasure request" };
    await write("redacted.jsonl", exportOf(redactBy(redacted, 5, details)));
    await write("kept-redacted", signedCheckpointOf(redactBy(redacted, 5, details), 14));
    const { code, stdout } = await run(["redacted.jsonl", ...known, "--checkpoint", "kept-redacted"]);
    const lines = stdout.split("\n");
    expect([code, lines[0]]).toEqual([0, `PROVED: ${trailOrigin}: 14 records, 2 of them redacted`]);
    expect(lines.filter((line) => line.startsWith("redacted: "))).toEqual([
      'redacted: record 4 (e-4): "/message/text" (drop), 2023-11-14T22:15:00.000012Z, reason "erasure request", recorded by record 12',
      'redacted: record 5 (e-5): "/message/text" (mask), 2023-11-14T22:15:00.000013Z, by the key "key-1", requested by "case 17", reason "erasure request", recorded by record 13',
    ]);
    const json = await run(["redacted.jsonl", ...known, "--checkpoint", "kept-redacted", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      verdict: "proved",
      redacted: 2,
      redaction_count: 2,
      redactions: [
        { sequence: 4, recorded_by: 12 },
        {
          sequence: 5,
          event_id: "e-5",
          recorded_by: 13,
          ordinal: 1,
          time: "2023-11-14T22:15:00.000013Z",
          places: ["/message/text"],
          method: "mask",
          reason: "erasure request",
          requested_by: "case 17",
          key_id: "key-1",
        },
      ],
    });
  });

  it("lists twenty redactions and counts the rest", async () => {
    const many = makeTrail(Array.from({ length: 23 }, (_, index) => makeTrailEvent(index)));
    const redacted = redactAll(many, [...many.keys()]);
    await write("many.jsonl", exportOf(redacted));
    await write("kept-many", signedCheckpointOf(redacted, 46));
    const { stdout } = await run(["many.jsonl", ...known, "--checkpoint", "kept-many"]);
    expect(stdout.match(/^redacted: record /gm)).toHaveLength(20);
    expect(stdout).toContain("\nredacted: and 3 more redactions\n");
  });

  it("fails for a redaction without a record, unless later ones are allowed", async () => {
    const later = redactAll(trail, [4]).slice(0, size);
    await write("later.jsonl", exportOf(later));
    const refused = await run(["later.jsonl", ...usual]);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain(
      "record 4 (e-4): shown as redacted, but no redaction record up to size 12 vouches for what it shows",
    );
    const allowed = await run(["later.jsonl", ...usual, "--allow-later-redactions"]);
    expect(allowed.code).toBe(3);
    expect(allowed.stdout).toMatch(/^CONDITIONAL: /);
    expect(allowed.stdout).toMatch(/^not proved: record 4 \(e-4\): /m);
  });

  it("names every redacted event that no record vouches for", async () => {
    await write("later.jsonl", exportOf(redactAll(trail, [4, 7]).slice(0, size)));
    const { stdout } = await run(["later.jsonl", ...usual, "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      faults: { wrong_redaction: 2 },
      first: [{ sequence: 4 }, { sequence: 7 }],
      conditions: [],
    });
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
    [["trail.jsonl", ...known], "--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither"],
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
    [
      ["evidence.html", ...usual],
      "evidence.html: expected an export or evidence, got a page of HTML, which can show anything",
    ],
    [["a", ...known, "--checkpoint", "empty"], "--checkpoint: empty: expected a signed checkpoint, got an empty file"],
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
    await write("evidence.html", '<!doctype html>\n<html lang="en">\n');
    await write("empty", "\n");
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

describe("chaukas-verify of a log that changes", () => {
  const live = async (served: Omit<Parameters<typeof serveTrail>[0], "signs" | "signed">, ...flags: string[]) => {
    let ended: Awaited<ReturnType<typeof run>> | undefined;
    await serveTrail(Object.assign(served, { signed: 0, signs: true }), async (url) => {
      ended = await run([url, ...usual, ...flags, "--json"]);
    });
    return { code: ended?.code, report: JSON.parse(ended?.stdout ?? "") };
  };

  it("verifies all of it, up to a checkpoint that it asks for", async () => {
    const { code, report } = await live({ trail: makeTrail([...trail.map(({ event }) => event), makeTrailEvent(12)]) });
    expect(report).toMatchObject({
      verdict: "proved",
      records: 13,
      covered: 13,
      checkpoints: [
        { size: 12, state: "matched", from: "kept" },
        { size: 13, state: "matched", from: "server" },
      ],
    });
    expect(code).toBe(0);
  });

  it.each<[string, (served: { trail: readonly ExportedRecord[] }, from: number, page: number) => void, number]>([
    [
      "redacted before it was read",
      (served, _, page) => {
        served.trail = page === 2 ? redactAll(served.trail, [4]) : served.trail;
      },
      13,
    ],
    [
      "redacted before it was read, and another one after that",
      (served, _, page) => {
        served.trail =
          page === 2 ? redactAll(served.trail, [4]) : page === 3 ? redactAll(served.trail, [5]) : served.trail;
      },
      14,
    ],
    [
      "redacted before and after it was read",
      (served, _, page) => {
        const place = ["/message/text", "/message/role"][page - 2];
        served.trail = place === undefined ? served.trail : redactTrail(served.trail, 4, [place]);
      },
      14,
    ],
  ])("reads on to confirm an event that was %s", async (_, change, records) => {
    let page = 0;
    const served = {
      trail: trail as readonly ExportedRecord[],
      onPage(from: number) {
        change(served, from, ++page);
      },
    };
    const { code, report } = await live(served);
    expect(report).toMatchObject({ verdict: "proved", records, redacted: 1 });
    expect(code).toBe(0);
  });

  it("fails if the log ends without a record of what it shows", async () => {
    const forged = [...redactAll(trail, [4]).slice(0, size)];
    const { code, report } = await live({ trail: forged });
    expect(report).toMatchObject({ verdict: "failed", faults: { wrong_redaction: 1 }, first: [{ sequence: 4 }] });
    expect(code).toBe(1);
    expect((await live({ trail: forged }, "--allow-later-redactions")).code).toBe(3);
  });

  it("does not read on forever", async () => {
    const served = {
      trail: redactAll(trail, [4]).slice(0, size) as readonly ExportedRecord[],
      onPage() {
        served.trail = appendEvent(served.trail, makeTrailEvent(served.trail.length));
      },
    };
    const { code, report } = await live(served);
    expect(report).toMatchObject({ verdict: "conditional", conditions: [{ code: "later_redaction", sequence: 4 }] });
    expect(code).toBe(3);
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
      expect(requests).toEqual(["/v1/audit/entries?tenant_id=acme&from_sequence=0&page_size=1 Bearer secret"]);
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

describe("chaukas-verify and what could deceive its reader", () => {
  const hostile = "\u001b[2J\u001b[HPROVED:\n\r\u0007\u007f\u0085\u009b1m\u202e\u2066\u2028";
  const escaped = "\\u001b[2J\\u001b[HPROVED:\\u000a\\u000d\\u0007\\u007f\\u0085\\u009b1m\\u202e\\u2066\\u2028";
  const unsafe = /[^\n\P{Cc}]|[\u202a-\u202e\u2028\u2066-\u2069]/u;

  it.each<[string, () => string]>([
    [
      "an event id",
      () => {
        const named = create(EventSchema, { ...makeTrailEvent(0), eventId: hostile });
        return exportOf(makeTrail([named, makeTrailEvent(1)])).replaceAll("hello 0", "hallo 0");
      },
    ],
    ["a tenant", () => exportOf(trail.map((record) => ({ ...record, event: { ...record.event, tenantId: hostile } })))],
    ["an unknown member", () => text.replace('"role":"user"', `${JSON.stringify(hostile)}:1,"role":"user"`)],
    [
      "the pointer and the reason of a redaction",
      () =>
        exportOf(
          appendEvent(
            trail,
            makeRedactionRecord(size, trail[0]?.event ?? expect.unreachable(), {
              sequence: 3n,
              ordinal: 1,
              fields: [hostile],
              reason: hostile,
            }),
          ),
        ),
    ],
  ])("A8: escapes control characters in %s", async (_, make) => {
    await write("hostile.jsonl", make());
    const { code, stdout, stderr } = await run(["hostile.jsonl", ...usual]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).not.toMatch(unsafe);
    expect(stdout).not.toMatch(/^(PROVED|CONDITIONAL)/m);
    const json = (await run(["hostile.jsonl", ...usual, "--json"])).stdout;
    expect(json.trimEnd()).not.toMatch(/[^ -~]/);
    expect(JSON.parse(json)).toMatchObject({ verdict: "failed" });
  });

  it("A8: escapes control characters of confirmed redactions", async () => {
    const redacted = redactBy(trail, 5, { reason: hostile, requestedBy: hostile, keyId: hostile });
    await write("hostile.jsonl", exportOf(redacted));
    await write("kept-hostile", signedCheckpointOf(redacted, size + 1));
    const { code, stdout } = await run(["hostile.jsonl", ...known, "--checkpoint", "kept-hostile"]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(unsafe);
    expect(stdout.match(/^PROVED/gm)).toHaveLength(1);
    expect(stdout).toContain(
      'reason "\\u001b[2J\\u001b[HPROVED:\\n\\r\\u0007\\u007f\\u0085\\u009b1m\\u202e\\u2066\\u2028"',
    );
  });

  it("A8: escapes control characters in errors, from files, arguments and servers", async () => {
    const server = createServer((_, response) => response.writeHead(500).end(JSON.stringify({ detail: hostile })));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await write("odd.jsonl", `${hostile}\n`);
    try {
      for (const args of [
        [url, ...usual],
        [`nowhere${hostile}`, ...usual],
        ["trail.jsonl", "--origin", hostile],
      ]) {
        const { code, stdout, stderr } = await run(args);
        expect([code, stdout]).toEqual([2, ""]);
        expect(stderr).toMatch(/^error: .*\n {2}what to do: .*\n$/);
        expect(stderr).not.toMatch(unsafe);
      }
      expect((await run([url, ...usual])).stderr).toContain(escaped);
      expect((await run(["odd.jsonl", ...usual])).stderr).not.toMatch(unsafe);
    } finally {
      server.close();
    }
  });

  it.each(["\u0000", "\t", "\u001b", "\u007f", "\u0085"])(
    "A9: reports the control character %j in the header as no export",
    async (control) => {
      await write("header.jsonl", text.replace("audit.example.com", `audit.${control}example.com`));
      const { code, stdout, stderr } = await run(["header.jsonl", ...usual]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(/^error: header\.jsonl: header: expected \{"format":"chaukas-integrity\/1"/);
      expect(stderr).toMatch(/\n {2}what to do: give an export written by `chaukas-server export --proof`\n$/);
      expect(stderr).not.toMatch(unsafe);
    },
  );

  it("A10: asks for a checkpoint that covers a log of which the newest checkpoint covers little", async () => {
    const log = makeTrail(Array.from({ length: 188 }, (_, index) => makeTrailEvent(index)));
    await write("kept-8", signedCheckpointOf(log, 8));
    const requests = await serveTrail({ trail: log, signed: 8, signs: true }, async (url) => {
      const { code, stdout } = await run([url, ...known, "--checkpoint", "kept-8"]);
      expect(stdout).toMatch(/^PROVED: .*: 188 records\n/);
      expect(stdout).toContain("checked: 188 of 188 records match a checkpoint\n");
      expect(code).toBe(0);
    });
    expect(requests).toContain("/v1/audit/checkpoint?tenant_id=acme&min_size=188");
  });

  it("A10: says how much of a log is covered if the server signs no more", async () => {
    const log = makeTrail(Array.from({ length: 188 }, (_, index) => makeTrailEvent(index)));
    await write("kept-8", signedCheckpointOf(log, 8));
    await serveTrail({ trail: log, signed: 8, signs: false }, async (url) => {
      const { code, stdout } = await run([url, ...known, "--checkpoint", "kept-8"]);
      expect(stdout).toMatch(/^CONDITIONAL: .*: 8 records\n/);
      expect(stdout).toContain("not proved: 8 of 188 records: the server has signed no checkpoint for the others");
      expect(code).toBe(3);
    });
  });

  it("A11: ends with the verdict if a line is forged, although the checkpoint matches", async () => {
    await write("forged.jsonl", text.replace("hello 3", "hallo 3"));
    const { code, stdout } = await run(["forged.jsonl", ...usual]);
    const lines = stdout.trimEnd().split("\n");
    expect(code).toBe(1);
    expect(stdout).toContain("the kept checkpoint of size 12: matched");
    expect(lines[0]).toBe(`FAILED: ${trailOrigin}: 1 fault in 12 records`);
    expect(lines.at(-1)).toBe(lines[0]);
  });

  it("A12: names no records for a wrong checkpoint of size 0", async () => {
    const signer = createNoteSigner(trailOrigin, new Uint8Array(32).fill(7));
    await write("empty", signCheckpoint({ origin: trailOrigin, size: 0, root: new Uint8Array(32) }, signer));
    for (const content of [text, text.slice(0, text.indexOf("\n") + 1).replace('"size":12', '"size":0')]) {
      await write("some.jsonl", content);
      const { code, stdout } = await run(["some.jsonl", ...known, "--checkpoint", "empty"]);
      expect(code).toBe(1);
      expect(stdout).toContain(
        "\n  the kept checkpoint of size 0: expected the root of a log without records, got another\n",
      );
      expect(stdout).not.toContain("-1");
    }
  });
});
