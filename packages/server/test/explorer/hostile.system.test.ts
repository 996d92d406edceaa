// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chromiumPath } from "@chaukas/testdata/toolchains";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { runCommand } from "../served/run-command.js";
import { type Explorer, useExplorer } from "./use-explorer.js";

// Starting a browser takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

/** Names that an agent may choose, with how they are shown. */
const names: Readonly<Record<string, string>> = {
  ["__proto__"]: "__proto__",
  constructor: "constructor",
  " ": '" "',
  "agent ": '"agent "',
  "\u202eevil": "\\u202eevil",
  "<b>bold</b>": "<b>bold</b>",
  "%2F..#?": "%2F..#?",
};
const manyAgents = 450;
const largest = 2_147_483_647;

describe.skipIf(chromiumPath === undefined)("the explorer, with what hostile agents send", () => {
  const explorer = useExplorer(makeLines);
  let { page, server, folder, problems } = {} as Explorer;
  beforeEach(() => {
    ({ page, server, folder, problems } = explorer);
  });

  it("lists sessions and agents by names that can be seen, and opens the sessions", async () => {
    await page.goto(`${server.url}/#/sessions?session_id_prefix=`);
    await poll(() => page.getByText(/^\d+ sessions$/).count()).toBe(1);
    for (const [name, shown] of Object.entries(names)) {
      const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: shown, exact: true }) });
      expect(await row.getByRole("cell").last().textContent()).toBe(shown);
      await row.getByRole("link").click();
      await poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe(`Session ${shown}`);
      await poll(() => page.getByText("1 event in").count()).toBe(1);
      expect(await page.getByText(/1 × policy/).textContent()).toContain(`1 × policy ${shown}`);
      expect(page.url()).toContain(encodeURIComponent(name));
      await page.goBack();
      await poll(() => page.getByText(/^\d+ sessions$/).count()).toBe(1);
    }
    expect(problems).toEqual([]);
  });

  it("hides no sum of a session, and writes each in full", async () => {
    await page.goto(`${server.url}/#/sessions`);
    const row = page.getByRole("row").filter({ hasText: "sums" });
    await poll(() => row.count()).toBe(1);
    const text = await row.textContent();
    expect(text).toContain("C00 more than 1.7976931348623157e+308, ");
    expect(text).toContain(" 0.1 and 10 more");
  });

  it("shows thousands of agents and names a few hundred and a few at a time", async () => {
    await page.goto(`${server.url}/#/agents?project_id=crowd`);
    const rows = page.locator("tbody tr");
    await poll(() => rows.count()).toBe(200);
    await page.getByRole("button", { name: "Show 200 of 250 more rows" }).click();
    await poll(() => rows.count()).toBe(400);
    await page.getByRole("button", { name: "Show 50 of 50 more rows" }).focus();
    await page.keyboard.press("Enter");
    await poll(() => rows.count()).toBe(manyAgents);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("A");
    await page.goto(`${server.url}/#/agents?agent_id=sums`);
    await poll(() => rows.count()).toBe(1);
    const others = page.locator("tbody details");
    const countCurrencies = (text: string | null) => text?.match(/C\d\d/g)?.length;
    expect(countCurrencies(await rows.textContent())).toBe(30);
    expect(countCurrencies(await others.textContent())).toBe(20);
    await page.getByText("and 20 more").click();
    expect(await others.getAttribute("open")).toBe("");
    expect(await rows.textContent()).toContain(`${-1 - largest} → ${2 * largest}`);
    expect(problems).toEqual([]);
  });

  it("prints them in the terminal, whatever one of them wrote", async () => {
    const store = ["--store", `${folder}/events.db`];
    const report = (await runCommand(["report", "--project", "names", ...store])).stdout;
    for (const shown of Object.values(names)) {
      expect(report.split("\n").some((line) => line.startsWith(`${shown}  `))).toBe(true);
    }
    // Were all cells as wide as the widest, many of them would be more than a string can have.
    expect((await runCommand(["report", ...store])).stdout.length).toBeLessThan(150_000);
    const shown = (await runCommand(["show", "sums", ...store])).stdout;
    expect(shown).toContain(`${-1 - largest} → 0 tokens`);
  });
});

function makeLines(): string[] {
  const events: object[] = Object.keys(names).map((name) => ({
    ...{ project_id: "names", session_id: name, agent_id: name, type: "POLICY_DECISION" },
    content: { kind: "policy_decision", outcome: name },
  }));
  for (let agent = 0; agent < manyAgents; agent++) {
    events.push({ project_id: "crowd", session_id: "crowd", agent_id: `agent-${agent}`, type: "SYSTEM" });
  }
  const sums = { project_id: "sums", session_id: "sums", agent_id: "sums", type: "MODEL_INVOCATION_END" };
  for (let kind = 0; kind < 30; kind++) {
    const currency = `C${String(kind).padStart(2, "0")}`;
    events.push({ ...sums, cost: { currency, total_cost: 0.1 } });
  }
  const huge = { currency: "C00", total_cost: 1e308 };
  for (const tokens of [largest, largest]) {
    const content = { kind: "llm_invocation", model: "m", prompt_tokens: 0, completion_tokens: tokens };
    events.push({ ...sums, content, cost: huge });
  }
  events.push({ ...sums, content: { kind: "llm_invocation", model: "m", prompt_tokens: -1 - largest } });
  events.push({ project_id: "names", session_id: "long", agent_id: "x".repeat(256), type: "SYSTEM" });
  return events.map((event, index) =>
    JSON.stringify({ ...event, tenant_id: "acme", event_id: `e-${index}`, timestamp: "2026-11-20T10:00:00Z" }),
  );
}
