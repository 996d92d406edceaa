// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createNoteSigner, formatVerifierKey } from "@chaukas/spec-integrity";
import { readCapturedLines } from "@chaukas/testdata";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import type { Route } from "playwright-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../served/run-command.js";
import { startServerProcess } from "../served/server-process.js";
import { findBarriers } from "./find-barriers.js";
import { type Explorer, logHost, useExplorer } from "./use-explorer.js";

// Starting a browser takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
/** Waits for what the page shows, for as long as that takes on a busy machine. */
const poll = <T>(read: () => T | Promise<T>, { timeout = 60_000 } = {}) => expect.poll(read, { timeout });

const session = "sess-0001-2";
const otherSession = "sess-0000-2";
const manyTenant = "globex";
const manyEvents = 10_000;
const longSession = "many";

/** What the captured events of one agent add up to, beside its name. */
const statusSpecialist = [
  ...["not given", "1", "12", "1", "claude-sonnet-4", "412 → 57", "", "3", "crm, lookup_order", "1", "1 (100 %)", ""],
];

describe.skipIf(chromiumPath === undefined)("the explorer", () => {
  const explorer = useExplorer(() => [...readCapturedLines(), ...makeManyLines()]);
  let { folder, server, verifierKey, page, problems } = {} as Explorer;
  beforeEach(() => {
    ({ folder, server, verifierKey, page, problems } = explorer);
  });

  const proof = () => page.getByRole("region", { name: "Proof" });
  const verdict = () => proof().locator(".verdict").textContent();

  async function openSession(): Promise<void> {
    await page.goto(`${server.url}/#/session/${session}`);
    await poll(() => proof().getByText("What this rests on").count()).toBe(1);
  }

  async function pin(text: string): Promise<void> {
    await proof().getByText("What this rests on").click();
    await page.getByLabel(/^Verifier key/).fill(text);
    await page.keyboard.press("Enter");
  }

  /** Answers calls as a server would that lies: with a text that was changed. */
  async function lie(path: string, change: (text: string) => string): Promise<void> {
    await page.route(`${server.url}${path}*`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
  }

  it("lists sessions with what they add up to, and finds them by filters", async () => {
    await page.goto(server.url);
    const rows = page.getByRole("row");
    await poll(() => rows.count()).toBe(3);
    const row = rows.filter({ hasText: session });
    expect(await row.textContent()).toContain("474 → 60");
    expect(await page.getByRole("status").textContent()).toBe("2 sessions");
    await page.getByLabel("Errors").selectOption("true");
    await page.getByRole("button", { name: "Find" }).click();
    await poll(() => rows.count()).toBe(2);
    expect(page.url()).toContain("#/sessions?only_with_errors=true");
    await page.getByRole("link", { name: session }).click();
    await poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe(`Session ${session}`);
    expect(problems).toEqual([]);
  });

  it("asks for the tenant and the key that a server needs, as no fault of a first visit", async () => {
    const store = join(folder, "with-keys.db");
    const other = await startServerProcess({ store });
    try {
      await page.goto(other.url);
      await poll(() => page.getByText("This server asks for a tenant.").count()).toBe(1);
      expect(await page.getByRole("alert").count()).toBe(0);
      const key = (await runCommand(["keys", "create", "--tenant", "acme", "--store", store])).stdout.trim();
      await poll(async () => {
        await page.reload();
        await page.getByText("This server asks for a").waitFor();
        return page.getByText("This server asks for a key.").count();
      }).toBe(1);
      expect(await page.getByRole("alert").count()).toBe(0);
      const keyInput = page.getByLabel("Key with the scope query");
      await keyInput.fill("chk_wrong");
      await page.keyboard.press("Enter");
      await poll(() => page.getByRole("alert").allTextContents()).toEqual([
        "authorization: the key is unknown or revoked",
      ]);
      expect(await page.getByText("This server asks for").count()).toBe(0);
      await keyInput.fill(key);
      await page.keyboard.press("Enter");
      await poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Sessions");
    } finally {
      await other.kill();
    }
  });

  it("finds events, and shows the session of one as a tree with its event", async () => {
    await page.goto(`${server.url}/#/events`);
    await poll(() => page.getByText("43 of 43 events").count()).toBe(1);
    await page.getByLabel("Type").selectOption("POLICY_DECISION");
    await page.getByRole("button", { name: "Find" }).click();
    await poll(() => page.getByText("2 of 2 events").count()).toBe(1);
    expect(page.url()).toContain("#/events?types=POLICY_DECISION");
    await page.getByRole("link", { name: session }).click();
    await poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe(`Session ${session}`);
    expect(await page.getByRole("treeitem", { selected: true }).textContent()).toContain("policy decision");
    expect(await page.getByRole("complementary").locator("pre").textContent()).toContain('"policy_id": "pii-egress"');
    expect(problems).toEqual([]);
  });

  it.each([
    ["with a clipboard", () => {}],
    // As on HTTP without TLS, where browsers have none.
    ["without a clipboard", () => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined })],
  ])("copies an event and the checkpoint %s", async (_, prepare) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.addInitScript(prepare);
    const pasteInto = async (label: string | RegExp) => {
      await page.getByLabel(label).first().focus();
      await page.keyboard.press("ControlOrMeta+V");
      return page.getByLabel(label).first().inputValue();
    };
    await openSession();
    await page.getByRole("treeitem", { name: "policy decision" }).first().click();
    const copy = page.getByRole("button", { name: "Copy as JSON" });
    await copy.focus();
    await page.keyboard.press("Enter");
    await poll(() => page.getByText("Copied.").count()).toBe(1);
    expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
    const shown = await page.getByRole("complementary").locator("pre").textContent();
    expect((await pasteInto("Search in this session")).replaceAll(/\s/g, "")).toBe(shown?.replaceAll(/\s/g, ""));
    await page.goto(`${server.url}/#/trail`);
    await page.getByText("Signed checkpoint").click();
    await page.getByRole("button", { name: "Copy" }).click();
    await poll(() => page.getByText("Copied.").count()).toBe(1);
    expect(await pasteInto(/^Verifier key/)).toContain(`${logHost}/t/acme`);
    expect(problems).toEqual([]);
  });

  it("selects what is to be copied if the browser does not let it copy", async () => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    await openSession();
    await page.getByRole("treeitem", { name: "policy decision" }).first().click();
    await page.getByRole("button", { name: "Copy as JSON" }).click();
    await poll(() => page.getByText("with Ctrl+C or ⌘C").count()).toBe(1);
    const shown = await page.getByRole("complementary").locator("pre").textContent();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(shown);
    expect(await findBarriers(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("leaves room in narrow windows for what matters most", async () => {
    await page.setViewportSize({ width: 400, height: 850 });
    await openSession();
    const label = page.getByRole("treeitem", { name: "policy decision" }).first().locator(".label");
    expect((await label.boundingBox())?.width).toBeGreaterThan(200);
    await page.goto(`${server.url}/#/events`);
    const about = page.getByRole("row").nth(1).getByRole("cell").last();
    await poll(() => about.count()).toBe(1);
    expect((await about.boundingBox())?.width).toBeGreaterThan(200);
  });

  it("prints no part of a tree as if it were all of it, and says how to print it", async () => {
    await openSession();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("tree").isVisible()).toBe(false);
    expect(await page.getByText("To print what was done, save the evidence as a page").isVisible()).toBe(true);
    expect(await proof().isVisible()).toBe(true);
    expect(await page.getByRole("link", { name: "Sessions" }).isVisible()).toBe(false);
  });

  it("can be used with the keyboard, and searches in a session", async () => {
    await openSession();
    const tree = page.getByRole("tree");
    const rows = await page.getByRole("treeitem").count();
    await tree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await poll(() => page.getByRole("treeitem").count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    await poll(() => page.getByRole("treeitem").count()).toBe(rows);
    await page.keyboard.press("ArrowDown");
    await poll(() => page.getByRole("treeitem", { selected: true }).textContent()).toContain("input received");
    await page.getByLabel("Search in this session").fill("upstream TIMEOUT");
    await poll(() => page.getByText("1 line").count()).toBe(1);
    expect(await page.getByRole("treeitem").textContent()).toContain("lookup_order");
  });

  it("proves a session with the pinned key, keeps the checkpoint, and proves that the log has only grown", async () => {
    await openSession();
    await poll(verdict).toBe("CONDITIONAL");
    await pin(formatVerifierKey(createNoteSigner("audit.example.com/t/globex", new Uint8Array(32))));
    expect(await page.getByRole("alert").textContent()).toContain("expected a key of audit.example.com/t/acme");
    await page.getByLabel(/^Verifier key/).fill(verifierKey);
    await page.keyboard.press("Enter");
    await poll(verdict).toBe("PROVED");
    const line = JSON.stringify({ ...JSON.parse(readCapturedLines()[0] ?? ""), event_id: `more-${Date.now()}` });
    await runCommand(["import", "-", "--server", server.url], {}, line);
    await page.reload();
    await poll(verdict).toBe("PROVED");
    expect(await proof().textContent()).toMatch(/contains all \d+ records that it had at an earlier visit/);
    expect(problems).toEqual([]);
  });

  it.each<[what: string, path: string, change: (text: string) => string, said: RegExp]>([
    ["an altered event", "/v1/query", (text) => text.replace("4711", "4712"), /does not hold the event/],
    [
      "an event that is not in the log",
      "/v1/query",
      (text) => text.replace(/"event_id":"0/, '"event_id":"x'),
      /hold the/,
    ],
    ["altered evidence", "/v1/audit/evidence", (text) => text.replaceAll("4711", "4712"), /wrong_content_hash/],
    [
      "evidence without a record",
      "/v1/audit/evidence",
      (text) => text.split("\n").toSpliced(5, 1).join("\n"),
      /does not hold the event/,
    ],
    [
      "a redaction that no record vouches for",
      "/v1/audit/evidence",
      (text) => text.replace(/"text":"[^"]*"/, '"text":"[redacted]"'),
      /wrong_content_hash|wrong_redaction/,
    ],
    [
      "a foreign proof",
      "/v1/audit/evidence",
      (text) => text.replace(/"proof":\["[0-9a-f]{4}/, '"proof":["0000'),
      /wrong_proof/,
    ],
    [
      "another origin",
      "/v1/audit/evidence",
      (text) => text.replaceAll("audit.example.com/t/acme", "audit.example.com/t/other"),
      /the key of audit.example.com\/t\/acme is pinned for this server|wrong_/,
    ],
    ["events twice", "/v1/query", (text) => changeEvents(text, (events) => [...events, ...events]), /not so often/],
    [
      "fewer events",
      "/v1/query",
      (text) => changeEvents(text, (events) => events.filter(({ type }) => !type.startsWith("TOOL"))),
      /which the page does not show/,
    ],
  ])("catches a server that shows %s", async (_, path, change, said) => {
    await openSession();
    await pin(verifierKey);
    await poll(verdict).toBe("PROVED");
    await lie(path, change);
    await page.reload();
    await poll(verdict).not.toBe("PROVED");
    expect(await proof().textContent()).toMatch(said);
  });

  it("catches a server that shows another session, whatever it proves of it", async () => {
    await openSession();
    await pin(verifierKey);
    await poll(verdict).toBe("PROVED");
    for (const path of ["/v1/query", "/v1/audit/evidence"]) {
      await page.route(`${server.url}${path}`, async (route) => {
        const postData = (route.request().postData() ?? "").replace(session, "sess-0000-2");
        await route.fulfill({ response: await route.fetch({ postData }) });
      });
    }
    await page.reload();
    await poll(verdict).toBe("FAILED");
    expect(await proof().textContent()).toContain("is of another session or tenant");
  });

  it("catches a log that is another one than at an earlier visit", async () => {
    const other = createNoteSigner("audit.example.com/t/acme", new Uint8Array(32).fill(1));
    await openSession();
    await pin(verifierKey);
    await poll(verdict).toBe("PROVED");
    await lie("/v1/audit/consistency", (text) => text.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    const line = JSON.stringify({ ...JSON.parse(readCapturedLines()[0] ?? ""), event_id: `grown-${Date.now()}` });
    await runCommand(["import", "-", "--server", server.url], {}, line);
    await page.reload();
    await poll(verdict).toBe("FAILED");
    expect(await proof().textContent()).toContain("does not contain what it had at an earlier visit");
    await page.evaluate(
      (key) => localStorage.setItem("chaukas:key:audit.example.com/t/acme", key),
      formatVerifierKey(other),
    );
    await page.reload();
    await poll(verdict).toBe("FAILED");
    expect(await proof().textContent()).toContain("wrong_checkpoint");
  });

  it("shows a session as a conversation, with links to what was done", async () => {
    await openSession();
    await page.getByRole("link", { name: "Conversation" }).click();
    const entries = page.locator(".conversation > li");
    await poll(() => entries.count()).toBeGreaterThan(5);
    expect(page.url()).toContain("?as=conversation");
    const texts = await entries.allTextContents();
    expect(texts[0]).toMatch(/^user .*4711/);
    expect(texts.join("\n")).toMatch(/policy decision by Triage.*allow by pii-egress/);
    expect(texts.join("\n")).not.toContain("session start");
    expect(texts.join("\n")).toMatch(/model invocation start by Triage.*user 請幫我查詢訂單/);
    await page.locator(".said").filter({ hasText: "assistant" }).getByRole("link").click();
    await poll(() => page.getByRole("treeitem", { selected: true }).textContent()).toContain("output emitted");
    expect(problems).toEqual([]);
  });

  it("adds up what agents did, and leads to their sessions", async () => {
    await page.goto(`${server.url}/#/agents`);
    const rows = page.getByRole("row");
    await poll(() => rows.count()).toBe(4);
    const status = rows.filter({ hasText: "spec-status" });
    expect(await status.getByRole("cell").allTextContents()).toEqual(statusSpecialist);
    expect(await page.getByRole("status").textContent()).toMatch(
      /^All \d+ events that match, 1\d of them of no agent\.$/,
    );
    await page.getByLabel("Until").fill("2020-01-01T00:00");
    await page.getByRole("button", { name: "Find" }).click();
    await poll(() => rows.count()).toBe(1);
    expect(page.url()).toMatch(/#\/agents\?end=20/);
    await page.goBack();
    await status.getByRole("link", { name: "1 session of Status specialist" }).click();
    await poll(() => page.url()).toContain("#/sessions?agent_id=spec-status");
    await poll(() => rows.count()).toBe(2);
    expect(problems).toEqual([]);
  });

  it("stays usable in every view of a trail of 10,000 events", { timeout: 180_000 }, async () => {
    await page.addInitScript((connection) => sessionStorage.setItem("chaukas:connection", JSON.stringify(connection)), {
      baseUrl: server.url,
      key: "",
      tenantId: manyTenant,
    });
    const show = async (path: string, text: string | RegExp) => {
      await page.goto(`${server.url}/#/${path}`);
      // A busy machine takes long to prove so many events.
      await poll(() => page.getByText(text).count(), { timeout: 90_000 }).toBeGreaterThan(0);
    };
    await show("sessions", /^5\d (or more )?sessions$/);
    await show("events?types=POLICY_DECISION", /^100 of \d+ events$/);
    await page.getByRole("button", { name: "Read more" }).click();
    await poll(() => page.getByText(/^200 of \d+ events$/).count()).toBe(1);
    await show("agents", "All 10000 events that match");
    await show(`session/${longSession}`, "The events agree with the server's checkpoint.");
    // Only the lines in view are in the page.
    expect(await page.getByRole("treeitem").count()).toBeLessThan(100);
    await page.getByRole("tree").focus();
    await page.keyboard.press("End");
    await poll(() => page.getByRole("treeitem", { selected: true }).count()).toBe(1);
    await show(`session/${longSession}?as=conversation`, /^Read on \(\d+ more events\)$/);
    await show(`compare/${longSession}/many-0`, /^\d+ common steps?, \d+ only in one of them$/);
    await show("trail", "10000 events in 51 sessions");
    expect(problems).toEqual([]);
  });

  it("compares two sessions step by step", async () => {
    await openSession();
    await page.getByLabel("Compare with session").fill(otherSession);
    await page.keyboard.press("Enter");
    await poll(() => page.getByRole("status").textContent()).toMatch(/^\d+ common steps, \d+ only in one of them$/);
    const rows = page.getByRole("row");
    expect(await rows.first().textContent()).toBe(`${session}${otherSession}`);
    expect(await rows.filter({ hasText: "data access" }).count()).toBeGreaterThan(0);
    expect(await page.locator(".absent").count()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  it("saves a session as evidence that verifies, as a page and as a table", async () => {
    await openSession();
    const save = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      return file;
    };
    const evidence = await save("Evidence for chaukas-verify");
    expect(evidence.endsWith(`session-${session}.jsonl`)).toBe(true);
    const report = await verifyFile(evidence, { origin: `${logHost}/t/acme`, key: verifierKey });
    expect(report).toMatch(/^PROVED/);
    expect(readFileSync(await save("Evidence as a page"), "utf8")).toMatch(
      /^<!doctype html>[\s\S]*chaukas-evidence\/1/,
    );
    const table = readFileSync(await save("Table (CSV)"), "utf8");
    expect(table).toMatch(/^\ufefftimestamp,[^\n]*\r\n/);
    expect(table.split("\r\n").length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });

  it("erases values of an event with a reason, and still proves the session", async () => {
    await page.goto(`${server.url}/#/session/${otherSession}`);
    await poll(() => proof().getByText("What this rests on").count()).toBe(1);
    await pin(verifierKey);
    await poll(verdict).toBe("PROVED");
    await page.getByRole("treeitem").filter({ hasText: "input received" }).first().click();
    await page.getByText("Erase values…").click();
    const erase = page.getByRole("button", { name: /^Erase/ });
    expect(await erase.isDisabled()).toBe(true);
    const choice = page.getByRole("checkbox", { name: /^\/message\/text/ });
    const value = (await page.locator("label", { has: choice }).locator(".muted").textContent()) ?? "";
    await choice.check();
    await page.getByText("The event afterwards").click();
    const panel = page.getByRole("complementary");
    expect(await panel.locator("form pre").textContent()).toContain('"text": "[redacted]"');
    await page.getByLabel("Reason").fill("Case 118");
    await erase.click();
    await poll(() => panel.locator("pre").first().textContent()).toContain('"text": "[redacted]"');
    await poll(verdict).toBe("PROVED");
    await proof().getByText("What this rests on").click();
    expect(await proof().getByRole("row").filter({ hasText: "Case 118" }).textContent()).toContain(
      "/message/text (mask)",
    );
    expect(value).toContain("Cancel my plan");
    expect(await panel.textContent()).not.toContain(JSON.parse(value));
    expect(problems).toEqual([]);
  });

  it("shows the trail, and catches a log that has lost records since the last visit", async () => {
    await page.goto(`${server.url}/#/trail`);
    const log = page.getByRole("region", { name: "Log" });
    const verdictOnLog = () => log.locator(".verdict").textContent();
    await poll(verdictOnLog).toBe("CONDITIONAL");
    await page.getByLabel(/^Verifier key/).fill(verifierKey);
    await page.keyboard.press("Enter");
    await poll(verdictOnLog).toBe("PROVED");
    const line = JSON.stringify({ ...JSON.parse(readCapturedLines()[0] ?? ""), event_id: `trail-${Date.now()}` });
    await runCommand(["import", "-", "--server", server.url], {}, line);
    const earlier = await (await fetch(`${server.url}/v1/audit/checkpoint`)).text();
    await page.reload();
    await poll(() => log.textContent()).toContain("records of the last visit, and 1 more");
    expect(await page.getByRole("heading", { level: 2 }).textContent()).toMatch(/^\d+ events in 2 sessions$/);
    await page.getByRole("link", { name: "policy decision" }).click();
    await poll(() => page.url()).toContain("#/events?types=POLICY_DECISION");
    expect(problems).toEqual([]);
    await page.goto(`${server.url}/#/trail`);
    await lie("/v1/audit/checkpoint", () => earlier);
    await page.reload();
    await poll(verdictOnLog).toBe("FAILED");
    expect(await log.textContent()).toMatch(
      /the server shows a log of \d+ records, but it had \d+ at an earlier visit/,
    );
  });

  it("catches a server that shows another tenant than was asked for", async () => {
    await page.addInitScript((connection) => sessionStorage.setItem("chaukas:connection", JSON.stringify(connection)), {
      baseUrl: server.url,
      key: "",
      tenantId: "globex",
    });
    for (const path of ["/v1/query", "/v1/audit/evidence"]) {
      await page.route(`${server.url}${path}`, async (route) => {
        const postData = (route.request().postData() ?? "").replace("globex", "acme");
        await route.fulfill({ response: await route.fetch({ postData }) });
      });
    }
    await openSession();
    await poll(verdict).toBe("FAILED");
    expect(await proof().textContent()).toContain("the log is of the tenant acme, but you asked for globex");
  });

  it("names what is wrong with the answer of a broken server", async () => {
    const html = { contentType: "text/html", body: "<!doctype html><h1>Sign in</h1>" };
    const answers: readonly [path: string, view: string, answer: Parameters<Route["fulfill"]>[0], said: RegExp][] = [
      ["/v1/stats", "sessions", html, /expected application\/json .*, got text\/html/],
      ["/v1/audit/evidence", `session/${session}`, html, /Not verified: expected application\/x-ndjson/],
      ["/v1/audit/checkpoint", "trail", html, /Not verified: expected text\/plain/],
      ["/v1/stats", "sessions", { status: 307, headers: { location: `${server.url}/livez` } }, /redirects to another/],
      ["/v1/sessions", "sessions", { json: { sessions: [null] } }, /cannot be shown, and is not verified|sessions\/0/],
      ["/v1/query", `session/${session}`, { status: 400, json: { detail: { a: 1 } } }, /answered with HTTP 400/],
    ];
    for (const [path, view, answer, said] of answers) {
      await page.route(`${server.url}${path}*`, (route) => route.fulfill(answer));
      await page.goto(`${server.url}/#/${view}`);
      await poll(() => page.locator("#page").textContent()).toMatch(said);
      await page.unrouteAll();
      await page.goto("about:blank");
    }
    let pages = 0;
    await page.route(`${server.url}/v1/query`, (route) =>
      // Neither the first nor the second token comes twice in a row.
      route.fulfill({ json: { events: [], has_more: true, total_count: 9, next_page_token: `${pages++ % 2}` } }),
    );
    await page.goto(`${server.url}/#/session/${session}`);
    await poll(() => page.getByRole("alert").textContent()).toContain("not where to read on");
    expect(pages).toBe(3);
  });

  it("shows characters that would change what else is shown", async () => {
    await lie("/v1/query", (text) => text.replaceAll(" 4711 ", " \\u202e1174 "));
    await openSession();
    await page.getByRole("treeitem").filter({ hasText: "input received" }).first().click();
    expect(await page.getByRole("complementary").textContent()).toContain("\\u202e1174");
    expect(await page.locator("#page").textContent()).not.toContain("\u202e");
  });

  it("gives a key to no server but the one that it was entered for", async () => {
    await page.route(`${server.url}/v1/stats`, (route) => route.fulfill({ status: 401, json: { detail: "no key" } }));
    await page.goto(server.url);
    await page.getByLabel("Key with the scope query").fill("secret");
    await page.getByLabel("Server").fill("https://other.example.com");
    expect(await page.getByLabel("Key with the scope query").inputValue()).toBe("");
  });

  it("has no barriers that axe finds, in both themes", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(server.url);
      await poll(() => page.getByRole("row").count()).toBe(3);
      expect(await findBarriers(page)).toEqual([]);
      await page.goto(`${server.url}/#/events`);
      await poll(() => page.getByRole("row").count()).toBeGreaterThan(10);
      expect(await findBarriers(page)).toEqual([]);
      await openSession();
      await page.getByRole("treeitem").nth(2).click();
      await page.getByText("Erase values…").click();
      expect(await findBarriers(page)).toEqual([]);
      for (const [path, text] of [
        ["agents", "of no agent"],
        [`session/${session}?as=conversation`, "assistant"],
        [`compare/${session}/${otherSession}`, "common steps"],
        ["trail", "Signed checkpoint"],
      ]) {
        await page.goto(`${server.url}/#/${path}`);
        await poll(() => page.getByText(text ?? "").count()).toBeGreaterThan(0);
        expect(await findBarriers(page), path).toEqual([]);
      }
    }
  });

  it("asks for a key, keeps it in the tab, and is served only where it may be", async () => {
    const keyed = join(folder, "keyed.db");
    const [, key = ""] =
      /(chk_\S+|[\w-]{20,}\S*)/.exec(
        (await runCommand(["keys", "create", "--tenant", "acme", "--scope", "query", "--store", keyed])).stdout,
      ) ?? [];
    const other = await startServerProcess({ store: keyed });
    try {
      await page.goto(other.url);
      await poll(() => page.getByText("This server asks for a key.").count()).toBe(1);
      await page.getByLabel("Key with the scope query").fill(key);
      await page.getByRole("button", { name: "Connect" }).click();
      await poll(() => page.getByText("0 sessions").count()).toBe(1);
      await page.reload();
      await poll(() => page.getByText("0 sessions").count()).toBe(1);
      expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain(key);
    } finally {
      await other.kill();
    }
    const remote = await startServerProcess({ store: keyed, flags: ["--host", "0.0.0.0"] });
    try {
      expect((await fetch(`http://127.0.0.1:${remote.port}/`)).status).toBe(404);
    } finally {
      await remote.kill();
    }
  });
});

/** Events of another tenant, half of them in one session. */
function makeManyLines(): string[] {
  const captured = readCapturedLines().map((line) => JSON.parse(line));
  return Array.from({ length: manyEvents }, (_, place) => {
    const event = captured[place % captured.length];
    const turn = Math.floor(place / captured.length);
    const name = (span: string | undefined) => span && `${span}-${turn}`;
    return JSON.stringify({
      ...event,
      tenant_id: manyTenant,
      event_id: `many-${place}`,
      session_id: place % 2 === 0 ? longSession : `many-${Math.floor(place / (manyEvents / 50))}`,
      span_id: name(event.span_id),
      parent_span_id: name(event.parent_span_id),
    });
  });
}

/** Runs chaukas-verify on a file of evidence, and returns what it prints. */
async function verifyFile(file: string, { origin, key }: { origin: string; key: string }): Promise<string> {
  const script = fileURLToPath(import.meta.resolve("@chaukas/spec-integrity")).replace(/index\.js$/, "cli/main.js");
  const args = [script, file, "--origin", origin, "--key", key, "--no-checkpoint"];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}

function changeEvents(text: string, change: (events: readonly { type: string }[]) => unknown): string {
  const page = JSON.parse(text);
  return JSON.stringify({ ...page, events: change(page.events) });
}
