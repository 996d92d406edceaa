// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBinary } from "@bufbuild/protobuf";
import { EventBatchSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { bytesToHex, contentHash } from "@chaukas/spec-integrity";
import { ExportTraceServiceRequestSchema, parseOtlpBinary, toOtlpJson } from "@chaukas/spec-otel/otlp";
import vectors from "@chaukas/spec-vectors/vectors/integrity/evidence.json" with { type: "json" };
import { readCapturedBatches } from "@chaukas/testdata";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSite } from "../src/create-site.ts";
import { serveSite } from "./serve-site.ts";

interface EvidenceCase {
  readonly summary: string;
  readonly verdict: string;
  readonly evidence: string;
}

const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const [first = expect.unreachable("no captured events")] = captured;
const evidenceOf = (summary: string) =>
  (vectors.evidence as readonly EvidenceCase[]).find((one) => one.summary === summary)?.evidence ??
  expect.unreachable(summary);
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

describe.skipIf(chromiumPath === undefined)("the playground", () => {
  let site: Awaited<ReturnType<typeof serveSite>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    site = await serveSite(await createSite());
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
    context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await site.close();
  });
  beforeEach(async () => {
    problems = [];
    page = await context.newPage();
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`${site.url}playground.html`);
    await page.getByLabel("Event, evidence or export").waitFor();
    // From here on, nothing is loaded or sent.
    page.on("request", (request) => problems.push(request.url()));
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    await page.close();
  });

  const outcome = () => page.locator(".outcome");
  async function check(text: string): Promise<void> {
    await page.getByLabel("Event, evidence or export").fill(text);
    await page.getByRole("button", { name: "Check" }).click();
  }
  const formOf = (name: string) => page.getByRole("region", { name, exact: true, includeHidden: true }).textContent();

  it("shows a captured event in every form, and what a log computes from it", async () => {
    for (const text of [eventToJsonString(first), bytesToHex(encodeEvent(first))]) {
      await check(text);
      await poll(() => outcome().textContent()).toContain("Valid by the rules in the protos.");
      expect(JSON.parse((await formOf("Public JSON")) ?? "")).toEqual(JSON.parse(eventToJsonString(first)));
      expect(((await formOf("Binary, as hex")) ?? "").replace(/\s/g, "")).toBe(bytesToHex(encodeEvent(first)));
      expect(JSON.parse((await formOf("ProtoJSON")) ?? "")).toHaveProperty("eventId", first.eventId);
      expect(JSON.parse((await formOf("CloudEvents")) ?? "")).toHaveProperty("id", first.eventId);
      expect((await formOf("OTLP/JSON")) ?? "").toMatch(/resource(?:Spans|Logs)/);
      expect(JSON.parse((await formOf("OCSF")) ?? "")).toHaveProperty("class_uid");
      expect(await outcome().textContent()).toContain(contentHash(first));
    }
    expect(await formOf("Normal form")).toContain(`"event_id":"${first.eventId}"`);
  });

  it("commits with the salt key that is entered, and says what is wrong with another", async () => {
    const key = page.getByLabel("Salt key, 32 bytes as hex");
    await check(eventToJsonString(first));
    const commitment = () => page.locator("dt:text('Commitment') + dd").textContent();
    await key.fill("00".repeat(32));
    const before = await commitment();
    await key.fill("01".repeat(32));
    await poll(commitment).not.toBe(before);
    await page.getByText(/values that can be erased/).click();
    expect(await page.getByRole("row").count()).toBeGreaterThan(3);
    await key.fill("01");
    await poll(() => outcome().textContent()).toContain("salt key: expected 32 bytes, got 1");
  });

  it("converts what an instrumentation of OpenAI sent", async () => {
    const folder = join(import.meta.dirname, "../../spec-otel/test/emitters/otel-js-2-openai");
    const { message } = parseOtlpBinary(ExportTraceServiceRequestSchema, readFileSync(join(folder, "003.bin")));
    await check(JSON.stringify(toOtlpJson(ExportTraceServiceRequestSchema, message)));
    await poll(() => outcome().getByRole("heading", { level: 2 }).allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining("MODEL_INVOCATION_START")]),
    );
    expect(await outcome().getByText("Valid by the rules").count()).toBe(
      await outcome().getByRole("heading", { level: 2 }).count(),
    );
  });

  it("says what is wrong with an event, and where", async () => {
    await check('{"event_id": "a", "tags": ["b", 3]}');
    await poll(() => outcome().textContent()).toContain("/tags/1");
    expect(await outcome().textContent()).toContain("Not read as public JSON");
    await check('{"event_id": "a", "tags": [""]}');
    await poll(() => outcome().textContent()).toContain("Invalid: a server rejects this event.");
    expect(await outcome().getByRole("listitem").allTextContents()).toContain("session_id value is required");
    await page.getByLabel("Form", { exact: true }).selectOption("hex");
    await check("xyz");
    await poll(() => outcome().textContent()).toContain('expected lower-case hex, got "xyz"');
    await check("");
    await poll(() => outcome().textContent()).toBe("");
  });

  it("verifies evidence: conditional without the key, proved with it, failed once it is forged", async () => {
    await check(evidenceOf("proved: two events, one of them redacted, with its records"));
    const verdict = () => outcome().getByRole("heading", { level: 2 }).textContent();
    await poll(verdict).toBe("CONDITIONAL");
    await page.getByLabel("Verifier key of the log").fill(vectors.verifier_key);
    await page.keyboard.press("Enter");
    await poll(verdict).toBe("PROVED");
    await check(evidenceOf("failed: another value"));
    await poll(verdict).toBe("FAILED");
    expect(await outcome().getByRole("listitem").first().textContent()).toContain("wrong_content_hash");
    await page.getByLabel("Verifier key of the log").fill("nonsense");
    await page.keyboard.press("Enter");
    await poll(() => page.getByRole("alert").textContent()).toMatch(/^verifier key: expected/);
    expect(await outcome().textContent()).toBe("Nothing was verified: correct the entry above.");
  });

  it("shows each example, without barriers that axe finds", async () => {
    await page.evaluate(axe.source);
    const count = (await page.getByLabel("Example").getByRole("option").count()) - 1;
    expect(count).toBe(10);
    const expected = [
      "Valid",
      "Valid",
      "Valid",
      "Valid",
      "Invalid",
      "Not read",
      "PROVED",
      "FAILED",
      "PROVED",
      "FAILED",
    ];
    for (const [index, text] of expected.entries()) {
      await page.getByLabel("Example").selectOption(String(index));
      await poll(() => outcome().textContent()).toContain(text);
      if (index === 0 || index === 4 || index === 7) {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const violations = await page.evaluate(async () => {
            const { axe } = globalThis as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            };
            return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
          });
          expect(violations, `${text}, ${colorScheme}`).toEqual([]);
        }
      }
    }
  });

  it("checks what is pasted, and a file", async () => {
    await page.getByLabel("File").setInputFiles({
      name: "event.json",
      mimeType: "application/json",
      buffer: Buffer.from(eventToJsonString(first)),
    });
    await poll(() => outcome().textContent()).toContain("Valid");
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate((text) => navigator.clipboard.writeText(text), evidenceOf("failed: another value"));
    await page.getByLabel("Event, evidence or export").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Control+V");
    await poll(() => outcome().textContent()).toContain("FAILED");
  });
});
