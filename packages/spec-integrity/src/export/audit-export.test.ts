// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, describe, expect, it } from "vitest";
import {
  appendEvent,
  checkpointOf,
  exportOf,
  makeTrail,
  makeTrailEvent,
  redactTrail,
  trailOrigin,
} from "../../test/make-trail.ts";
import {
  type AuditExportOptions,
  auditExport,
  type Checkpoint,
  createTrailAudit,
  type ExportedRecord,
  type ExportFault,
  formatExportHeader,
  formatExportLine,
  parseExportLine,
  type TrailAudit,
  type TrailAuditExpectation,
} from "../index.ts";
import { createTrailWorkers } from "../workers/index.ts";

const size = 60;
const plain = makeTrail(Array.from({ length: size }, (_, index) => makeTrailEvent(index)));
const redacted = appendEvent(
  redactTrail(redactTrail(plain, 7, ["/message/text"]), 30, ["/message"]),
  makeTrailEvent(99),
);
const workers = createTrailWorkers({ count: 2, minBytes: 0 });
const onlyWorkers = createTrailWorkers({ count: 2, minBytes: 0, usesCaller: false });
afterAll(() => Promise.all([workers.close(), onlyWorkers.close()]));

/** Verifies line by line, as the audit without blocks does. */
function auditLines(audit: TrailAudit, lines: readonly string[]) {
  const found: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    const fault = audit.pushLine(line);
    if (fault !== undefined) {
      found.push([fault, index + 2]);
    } else if (parseExportLine(line).event.content.case === "redactionRecord") {
      found.push(parseExportLine(line).sequence);
    }
  }
  return { found, records: audit.records, result: audit.finish() };
}

async function auditText(expectation: TrailAuditExpectation, text: string, options: AuditExportOptions) {
  const found: unknown[] = [];
  const { header: _, ...result } = await auditExport(chunksOf(text), expectation, {
    ...options,
    onFault: (fault, line) => found.push([fault, line]),
    onRedaction: ({ sequence }) => found.push(sequence),
  });
  return { found, records: result.records, result };
}

async function* chunksOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += 5000) {
    yield bytes.subarray(start, start + 5000);
  }
}

/** Replaces one line by others. */
function edit(records: readonly ExportedRecord[], index: number, change: (line: string) => string[]): string[] {
  return records.map(formatExportLine).flatMap((line, place) => (place === index ? change(line) : [line]));
}

const swap = (text: string, a: string, b: string) => text.replace(a, b);
const lines = (records: readonly ExportedRecord[]) => records.map(formatExportLine);
const forgeries: Readonly<Record<string, readonly string[]>> = {
  "an honest trail": lines(plain),
  "a trail with redactions": lines(redacted),
  "an altered event": edit(plain, 20, (line) => [swap(line, "hello 20", "hello 21")]),
  "an altered first event": edit(plain, 0, (line) => [swap(line, "hello 0", "hello 1")]),
  "an altered leaf": edit(plain, 20, (line) => [
    swap(line, '"leaf":"', '"leaf":"0').replace('0","commit', '","commit'),
  ]),
  "a leaf of another record": edit(plain, 20, (line) => [line.replace(/"leaf":"\w+"/, `"leaf":"${plain[3]?.leaf}"`)]),
  "a missing record": edit(plain, 20, () => []),
  "a missing first record": edit(plain, 0, () => []),
  "a repeated record": edit(plain, 20, (line) => [line, line]),
  "records out of order": edit(edit(plain, 20, () => []).map(parseExportLine), 40, (line) => [
    line,
    lines(plain)[20] ?? "",
  ]),
  "an empty line": edit(plain, 20, (line) => [line, ""]),
  "a line that is not JSON": edit(plain, 20, () => ["{"]),
  "a wrong tenant": edit(plain, 20, (line) => [swap(line, '"tenant_id":"acme"', '"tenant_id":"acmf"')]),
  "another log": lines(
    makeTrail(
      plain.map(({ event }) => event),
      "0".repeat(64),
    ),
  ),
  "a redaction without its record": edit(redacted, size, () => []),
  "another text of a redacted event": edit(redacted, 7, (line) => [swap(line, '"role":"user"', '"role":"usex"')]),
  "a forged record of a redaction": edit(redacted, size + 1, (line) => [swap(line, "erasure request", "erasure")]),
  "only malformed lines": Array.from({ length: 30 }, (_, index) => `{"seq":${index}}`),
  "no records": [],
};
const kept: Readonly<Record<string, readonly Checkpoint[]>> = {
  none: [],
  some: [0, 1, 16, 17, 33, size].map((at) => checkpointOf(plain, at)),
  whole: [checkpointOf(redacted, redacted.length)],
  wrong: [{ ...checkpointOf(plain, 17), root: new Uint8Array(32) }, checkpointOf(plain, 33)],
};

describe.each(Object.entries(forgeries))("%s", (_, trail) => {
  it.each(Object.entries(kept))(
    "has the same result in blocks as line by line (kept checkpoints: %s)",
    async (_, checkpoints) => {
      const expectation = { origin: trailOrigin, checkpoints };
      const expected = auditLines(createTrailAudit(expectation), trail);
      const text = `${[formatExportHeader({ origin: trailOrigin, size: trail.length }), ...trail].join("\n")}\n`;
      const ways = [
        { blockBytes: 1500 },
        { blockBytes: 1e6 },
        { blockBytes: 1, workers },
        { blockBytes: 3000, workers: onlyWorkers },
      ];
      for (const options of ways) {
        expect(await auditText(expectation, text, options), `blocks of ${options.blockBytes}`).toEqual(expected);
      }
    },
  );
});

it("says of a line that it is too long or not UTF-8", async () => {
  const long = edit(plain, 20, () => ["x".repeat(5000)]);
  const text = `${formatExportHeader({ origin: trailOrigin, size })}\n${long.join("\n")}\n`;
  const options = { blockBytes: 3000, maxLineBytes: 4999, workers };
  const { found } = await auditText({ origin: trailOrigin }, text, options);
  const message = expect.stringMatching(/: expected at most 4999 bytes, got 5000$/);
  expect(found).toEqual([[expect.objectContaining({ code: "malformed", sequence: 20, message }), 22]]);
});

describe("the first line", () => {
  const audit = (text: string) => auditExport(chunksOf(text), { origin: trailOrigin });

  it("is part of the result", async () => {
    expect(await audit(exportOf(plain))).toMatchObject({
      verdict: "conditional",
      header: { origin: trailOrigin, size },
    });
  });

  it("fails if it announces another number of records", async () => {
    const message = `the export: expected the ${size + 1} records announced in its first line, got ${size}`;
    const fault = { valid: false, code: "wrong_size", message };
    expect(await audit(exportOf(plain).replace(`"size":${size}`, `"size":${size + 1}`))).toMatchObject({
      verdict: "failed",
      conditions: [],
      faults: new Map([["wrong_size", 1]]),
      first: fault,
      atEnd: [fault],
    });
  });

  it.each([
    ["nothing", "", "malformed", /^header: expected \{"format":/],
    ["a record", lines(plain)[0] ?? "", "malformed", /^header: expected \{"format":/],
    [
      "the header of another log",
      exportOf([]).replace("acme", "acmf"),
      "wrong_origin",
      /, got audit\.example\.com\/t\/acmf$/,
    ],
  ])("fails if it is %s", async (_, text, code, message) => {
    const found: unknown[] = [];
    const onFault = (fault: ExportFault, line: number) => found.push([fault, line]);
    const checkpoints = [checkpointOf(plain, 3)];
    const result = await auditExport(chunksOf(text), { origin: trailOrigin, checkpoints }, { onFault });
    const first = { valid: false, code, message: expect.stringMatching(message) };
    expect(result).toMatchObject({
      verdict: "failed",
      records: 0,
      first,
      checkpoints: [{ size: 3, state: "unreached" }],
    });
    expect(found).toEqual([[first, 1]]);
  });
});
