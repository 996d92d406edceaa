// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { evidencePage } from "@chaukas/explorer";
import { createNoteSigner, formatVerifierKey } from "@chaukas/spec-integrity";
import vectors from "@chaukas/spec-vectors/vectors/integrity/evidence.json" with { type: "json" };
import { chromiumPath } from "@chaukas/testdata/toolchains";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

// Starting a browser takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
/** Waits for what the page shows, for as long as that takes on a busy machine. */
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

interface EvidenceCase {
  readonly summary: string;
  readonly checkpoints: readonly string[];
  readonly verdict: "proved" | "conditional" | "failed";
  readonly without_key?: true;
  readonly evidence: string;
}

const { verifier_key: key } = vectors;
const cases = vectors.evidence as readonly EvidenceCase[];
const [proved = expect.unreachable("no vectors")] = cases;

function pageOf(evidence: string): string {
  const { before, line, after } = evidencePage();
  return `${before}${evidence.split("\n").slice(0, -1).map(line).join("")}${after}`;
}

describe.skipIf(chromiumPath === undefined)("the page of evidence", () => {
  let folder: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "chaukas-evidence-"));
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    problems = [];
    context = await browser.newContext({ offline: true });
    page = await context.newPage();
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => request.url().startsWith("file:") || problems.push(request.url()));
  });
  afterEach(() => context.close());

  async function open(html: string): Promise<void> {
    const file = join(folder, "evidence.html");
    writeFileSync(file, html);
    await page.goto(pathToFileURL(file).href);
  }

  const verdict = () => page.locator("h1").textContent();
  async function enter(text: string): Promise<void> {
    await page.getByLabel(/^Verifier key/).fill(text);
    await page.keyboard.press("Enter");
  }

  const signed = cases.filter(({ without_key }) => without_key === undefined);
  it.each(signed)(
    "comes to the verdict of the vectors: $summary",
    async ({ evidence, checkpoints, verdict: expected }) => {
      await open(pageOf(evidence));
      await page.waitForFunction(() => document.querySelector("h1")?.textContent !== "NOT VERIFIED");
      if (await page.getByLabel(/^Verifier key/).isVisible()) {
        if (checkpoints[0] !== undefined) {
          await page.getByText("Compare with a checkpoint").click();
          await page.getByLabel(/^Signed checkpoint/).fill(checkpoints[0]);
        }
        const origin = await page.locator("dd").first().textContent();
        await enter(key.replace(/^[^+]+/, origin ?? ""));
      }
      await poll(verdict).toBe(expected.toUpperCase());
      expect(problems).toEqual([]);
    },
  );

  it("is conditional until it gets the key, and says what is wrong with another one", async () => {
    await open(pageOf(proved.evidence));
    await poll(verdict).toBe("CONDITIONAL");
    const alert = page.getByRole("alert");
    await enter("");
    expect(await alert.textContent()).toBe("Verifier key: expected the key of the log, got none.");
    await enter(key.slice(0, -1));
    expect(await alert.textContent()).toMatch(/^Verifier key: .*expected/);
    await enter(formatVerifierKey(createNoteSigner("audit.example.com/t/acme", new Uint8Array(32))));
    await poll(verdict).toBe("FAILED");
    await enter(key);
    await poll(verdict).toBe("PROVED");
    expect(await page.getByLabel(/^Verifier key/).inputValue()).toBe(key);
    expect(problems).toEqual([]);
  });

  it("lets no verdict stand on a key that was replaced", async () => {
    await open(pageOf(proved.evidence));
    const other = (name: string) => formatVerifierKey(createNoteSigner(name, new Uint8Array(32)));
    const entries: readonly [text: string, verdict: string][] = [
      [other("audit.example.com/t/acme"), "FAILED"],
      [other("other.example.com/t/acme"), "FAILED"],
      [key.slice(0, -2), "CONDITIONAL"],
      ["", "CONDITIONAL"],
    ];
    await watchVerdicts(page);
    for (const [text, expected] of entries) {
      await enter(key);
      await poll(verdict).toBe("PROVED");
      await enter(text);
      await poll(verdict).toBe(expected);
    }
    await enter(other("other.example.com/t/acme"));
    await poll(verdict).toBe("FAILED");
    expect(await page.getByRole("status").textContent()).toContain("is not of the log of this key");
    // While the verdict on a key is computed, there is none.
    const shown = await page.evaluate(() => (globalThis as unknown as { verdicts: string[] }).verdicts);
    const replaced = shown.filter(
      (title, place) => place > 0 && title !== "Verifying…" && shown[place - 1] !== "Verifying…",
    );
    expect(replaced).toEqual([]);
    expect(shown.length).toBeGreaterThan(2 * entries.length);
    expect(problems).toEqual([]);
  });

  it("shows what was erased, by whom and why, and every event", async () => {
    await open(pageOf(proved.evidence));
    await enter(key);
    await poll(verdict).toBe("PROVED");
    await poll(() => page.locator(".hole").count()).toBeGreaterThan(0);
    expect(await page.getByRole("row").count()).toBeGreaterThan(1);
    await page.locator(".item details summary").first().click();
    expect(JSON.parse((await page.locator(".item pre").first().textContent()) ?? "")).toHaveProperty("event_id");
  });

  it("fails if any part of the evidence is changed, and verifies nothing if the page is", async () => {
    const html = pageOf(proved.evidence);
    const start = html.indexOf('id="evidence">') + 'id="evidence">'.length + 1;
    const end = html.indexOf("</script>", start);
    for (let place = start; place < end; place += Math.ceil((end - start) / 12)) {
      await open(`${html.slice(0, place)}${html[place] === "0" ? "1" : "0"}${html.slice(place + 1)}`);
      await page.waitForFunction(() => document.querySelector("h1")?.textContent !== "NOT VERIFIED");
      if (await page.getByLabel(/^Verifier key/).isVisible()) {
        await enter(key);
      }
      await poll(verdict).toBe("FAILED");
    }
    await open(html.replace(/(<script>.{1000})./s, "$1 "));
    expect(await verdict()).toBe("NOT VERIFIED");
    expect(problems.join()).toContain("Content Security Policy");
    problems = [];
    await open(html.slice(0, html.lastIndexOf("<script>")));
    expect(await verdict()).toBe("NOT VERIFIED");
  });

  it("takes no text of an event for markup", async () => {
    const hostile = "</script><!--<script><img src=https://example.com/x onerror=alert(1)>&lt;&amp;lt;";
    const evidence = proved.evidence.replace('"selection":{', `"selection":{"text_query":${JSON.stringify(hostile)},`);
    await open(pageOf(evidence));
    await poll(() => page.locator("dd code").first().textContent()).toContain(hostile);
    expect(problems).toEqual([]);
  });

  it("can be used with the keyboard, and has no barriers that axe finds", async () => {
    await open(pageOf(proved.evidence));
    await poll(verdict).toBe("CONDITIONAL");
    await page.keyboard.press("Tab");
    await page.keyboard.type(key);
    await page.keyboard.press("Enter");
    await poll(verdict).toBe("PROVED");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const page = globalThis as unknown as { axe: { run(): Promise<{ violations: readonly { id: string }[] }> } };
        return (await page.axe.run()).violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
    }
  });

  it("saves the evidence as it was", async () => {
    await open(pageOf(proved.evidence));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the evidence" }).click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toBe(proved.evidence);
  });
});

/** Keeps every title that the page shows from now on. */
async function watchVerdicts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown = globalThis as unknown as { verdicts: string[] };
    shown.verdicts = [];
    const note = () => {
      const title = document.querySelector("h1")?.textContent ?? "";
      if (title !== shown.verdicts.at(-1)) {
        shown.verdicts.push(title);
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
