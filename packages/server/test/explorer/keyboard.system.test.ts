// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { readCapturedLines } from "@chaukas/testdata";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import type { Locator } from "playwright-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Explorer, useExplorer, waitForLive } from "./use-explorer.js";

// Starting a browser takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
/** Waits for what the page shows, for as long as that takes on a busy machine. */
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

const session = "sess-0001-2";
const otherSession = "sess-0000-2";
/** More than any view has. A date has several stops. */
const maxStops = 250;

describe.skipIf(chromiumPath === undefined)("the explorer, with the keyboard alone", () => {
  const explorer = useExplorer(readCapturedLines);
  let { server, page, problems, verifierKey } = {} as Explorer;
  beforeEach(() => {
    ({ server, page, problems, verifierKey } = explorer);
  });

  const press = (key: string) => page.keyboard.press(key);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const link = (name: string | RegExp) => page.getByRole("link", { name });
  const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
  const heading = () => page.getByRole("heading", { level: 1 });
  const proof = () => page.getByRole("region", { name: "Proof" });

  /** Presses Tab until an element has the focus, which one can see. */
  async function tabTo(locator: Locator): Promise<void> {
    for (let stops = 0; stops < maxStops; stops++) {
      await press("Tab");
      const seen = await page.evaluate(describeFocus);
      if (seen.isBody) {
        // Behind the last element, before the first.
        continue;
      }
      expect(seen, seen.name).toMatchObject({ isOutlined: true, isInView: true });
      if (await isFocused(locator)) {
        return;
      }
    }
    expect.unreachable(`${locator} is not reached`);
  }

  /** Presses Tab until the focus leaves the page, and returns the numbers of the elements that had it. */
  async function tabThrough(): Promise<number[]> {
    const reached: number[] = [];
    for (let stops = 0; stops < maxStops; stops++) {
      await press("Tab");
      const seen = await page.evaluate(describeFocus);
      if (seen.isBody) {
        break;
      }
      expect(seen, seen.name).toMatchObject({ isOutlined: true, isInView: true });
      if (seen.stop !== undefined && reached.at(-1) !== seen.stop) {
        reached.push(seen.stop);
      }
    }
    return reached;
  }

  async function type(label: string | RegExp, text: string): Promise<void> {
    await tabTo(page.getByLabel(label));
    await page.keyboard.type(text);
  }

  /** Opens a view by its address, and waits for a text in it. */
  async function open(path: string, text: string | RegExp): Promise<void> {
    await page.goto(`${server.url}/#/${path}`);
    await poll(() => page.getByText(text).count()).toBeGreaterThan(0);
  }

  it.each<[view: string, path: string, text: string | RegExp]>([
    ["sessions", "sessions", /^\d sessions$/],
    ["events", "events", /^\d+ of \d+ events$/],
    ["agents", "agents", "of no agent"],
    ["a session", `session/${session}`, "What this rests on"],
    ["a conversation", `session/${session}?as=conversation`, "What this rests on"],
    ["two sessions", `compare/${session}/${otherSession}`, "common steps"],
    ["the trail", "trail", "Signed checkpoint"],
  ])("reaches everything in the view of %s, in the order in which it is shown", async (_, path, text) => {
    await open(path, text);
    for (const summary of await page.locator("summary").all()) {
      await summary.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
    }
    let all: number;
    let reached: number[];
    // On a busy machine, the button for what is new may come after the view, so that there is one more.
    do {
      all = await page.evaluate(markStops);
      expect(all).toBeGreaterThan(5);
      reached = await tabThrough();
    } while ((await page.evaluate(markStops)) !== all);
    expect(reached).toEqual(Array.from({ length: all }, (_, place) => place));
  });

  it("connects, lists sessions, finds some and opens one", async () => {
    await page.goto(`${server.url}/#/sessions`);
    await poll(() => page.getByText(/^\d sessions$/).count()).toBe(1);
    await tabTo(button("Disconnect"));
    await press("Enter");
    await poll(() => isFocused(heading())).toBe(true);
    await type("Server", "");
    await type("Tenant", "acme");
    await tabTo(button("Connect"));
    await press("Space");
    await poll(() => heading().textContent()).toBe("Sessions");
    await poll(() => isFocused(heading())).toBe(true);
    await tabTo(page.getByLabel("Errors"));
    await press("ArrowDown");
    await tabTo(button("Find"));
    await press("Enter");
    await poll(() => page.getByText(/^1 session$/).count()).toBe(1);
    expect(page.url()).toContain("only_with_errors=true");
    await poll(() => isFocused(heading())).toBe(true);
    await tabTo(page.getByLabel("Live"));
    await press("Space");
    expect(await page.getByLabel("Live").isChecked()).toBe(false);
    await tabTo(link(session));
    await press("Enter");
    await poll(() => heading().textContent()).toBe(`Session ${session}`);
    await poll(() => isFocused(heading())).toBe(true);
    await poll(() => page.title()).toBe(`Session ${session} – Chaukas explorer`);
    expect(problems).toEqual([]);
  });

  it("pins a key, walks through the tree, reads an event, and follows its links", async () => {
    await open(`session/${session}`, "What this rests on");
    const rests = page.getByText("What this rests on");
    await tabTo(rests);
    await press("Enter");
    await type(/^Verifier key/, verifierKey);
    await press("Enter");
    await poll(() => proof().locator(".verdict").textContent()).toBe("PROVED");
    await poll(() => isFocused(proof())).toBe(true);
    const tree = page.getByRole("tree");
    await tabTo(tree);
    const selected = () => page.getByRole("treeitem", { selected: true });
    await press("Home");
    await poll(() => selected().textContent()).toContain("session");
    expect(await tree.getAttribute("aria-activedescendant")).toBe(await selected().getAttribute("id"));
    const lines = await page.getByRole("treeitem").count();
    await press("ArrowLeft");
    await poll(() => page.getByRole("treeitem").count()).toBe(1);
    await press("ArrowRight");
    await poll(() => page.getByRole("treeitem").count()).toBe(lines);
    await press("ArrowRight");
    await poll(() => selected().getAttribute("aria-level")).toBe("2");
    await press("ArrowLeft");
    await poll(() => selected().getAttribute("aria-level")).toBe("1");
    await press("End");
    await press("ArrowUp");
    for (let line = 0; (await page.getByText("Linked events").count()) === 0; line++) {
      expect(line).toBeLessThan(lines);
      await press("ArrowUp");
    }
    await poll(() => isFocused(tree)).toBe(true);
    const panel = page.getByRole("complementary");
    await tabTo(panel.getByRole("link").first());
    await press("Enter");
    await poll(() => isFocused(panel.getByRole("heading").first())).toBe(true);
    await tabTo(button("Copy as JSON"));
    expect(problems).toEqual([]);
  });

  it("searches, reads the conversation, and goes from there to an event", async () => {
    await open(`session/${session}`, "What this rests on");
    await type("Search in this session", "upstream");
    await poll(() => page.getByText("1 line").count()).toBe(1);
    await page.goto("about:blank");
    await open(`session/${session}`, "What this rests on");
    await tabTo(link("Conversation"));
    await press("Enter");
    await poll(() => page.locator(".conversation").count()).toBe(1);
    await poll(() => isFocused(link("Conversation"))).toBe(true);
    await tabTo(page.locator(".conversation a").first());
    await press("Enter");
    await poll(() => isFocused(page.getByRole("complementary").getByRole("heading").first())).toBe(true);
    expect(problems).toEqual([]);
  });

  it("compares two sessions, and goes from a step to its event", async () => {
    await open(`session/${session}`, "What this rests on");
    await type("Compare with session", otherSession);
    await press("Enter");
    await poll(() => page.getByText(/^\d+ common steps/).count()).toBe(1);
    await poll(() => isFocused(heading())).toBe(true);
    await tabTo(page.locator("tbody a").first());
    await press("Enter");
    await poll(() => page.getByRole("treeitem", { selected: true }).count()).toBe(1);
    await poll(() => isFocused(heading())).toBe(true);
    expect(problems).toEqual([]);
  });

  it("finds events and agents, and goes on to their sessions", async () => {
    await open("events", /^\d+ of \d+ events$/);
    await type("Text", "pii");
    await press("Enter");
    await poll(() => page.url()).toContain("text_query=pii");
    await poll(() => isFocused(heading())).toBe(true);
    await poll(() => page.locator("tbody a").count()).toBeGreaterThan(0);
    await tabTo(page.locator("tbody a").first());
    await press("Enter");
    await poll(() => heading().textContent()).toMatch(/^Session /);
    await open("agents", "of no agent");
    await tabTo(page.locator("tbody a").first());
    await press("Enter");
    await poll(() => heading().textContent()).toBe("Sessions");
    await poll(() => isFocused(heading())).toBe(true);
    expect(problems).toEqual([]);
  });

  it("pins a key in the trail, and leaves the focus beside what is new", async () => {
    await open("trail", "CONDITIONAL");
    await waitForLive(page);
    await type(/^Verifier key/, verifierKey);
    await press("Enter");
    const log = page.getByRole("region", { name: "Log" });
    await poll(() => log.locator(".verdict").textContent()).toBe("PROVED");
    await poll(() => isFocused(log)).toBe(true);
    await tabTo(page.getByText("Signed checkpoint"));
    await press("Enter");
    await tabTo(button("Copy"));
    const event = { event_id: "new", session_id: "new", type: "SYSTEM", timestamp: "2026-11-22T00:00:00Z" };
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(event);
    expect((await fetch(`${server.url}/v1/events`, { method: "POST", headers, body })).status).toBe(202);
    await poll(() => button("1 new event").count()).toBe(1);
    await tabTo(button("1 new event"));
    await press("Enter");
    await poll(() => log.getByText("and 1 more").count()).toBe(1);
    await poll(() => isFocused(page.getByLabel("Live"))).toBe(true);
    expect(problems).toEqual([]);
  });

  it("saves evidence", async () => {
    await open(`session/${session}`, "What this rests on");
    for (const name of ["Evidence as a page", "Evidence for chaukas-verify", "Table (CSV)"]) {
      await tabTo(button(name));
      const [download] = await Promise.all([page.waitForEvent("download"), press("Enter")]);
      expect(readFileSync(await download.path()).length).toBeGreaterThan(1000);
      await poll(() => isFocused(button(name))).toBe(true);
    }
    expect(problems).toEqual([]);
  });

  it("erases a value", async () => {
    await open(`session/${otherSession}`, "What this rests on");
    await tabTo(page.getByRole("tree"));
    for (const selected = page.getByRole("treeitem", { selected: true }); ; ) {
      await press("ArrowDown");
      await poll(() => selected.count()).toBe(1);
      if ((await selected.textContent())?.includes("input received")) {
        break;
      }
    }
    await tabTo(page.getByText("Erase values…"));
    await press("Enter");
    await tabTo(page.getByRole("checkbox", { name: /^\/message\/text/ }));
    await press("Space");
    await tabTo(page.getByLabel("Leave in their place"));
    await page.keyboard.type("drop");
    await type("Reason", "Case 119");
    await tabTo(page.getByText("The event afterwards"));
    await press("Enter");
    await tabTo(button(/^Erase 1 value/));
    await press("Enter");
    const panel = page.getByRole("complementary");
    await poll(() => panel.locator("pre").first().textContent()).toContain('"method": "drop"');
    await poll(() => isFocused(panel.getByRole("heading").first())).toBe(true);
    expect(problems).toEqual([]);
  });

  it("reads a long list to its end", async () => {
    await page.route(`${server.url}/v1/query`, (route) =>
      route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), page_size: 20 }) }),
    );
    await open("events", /^20 of \d+ events$/);
    await tabTo(button("Read more"));
    await press("Enter");
    await poll(() => page.getByText(/^40 of \d+ events$/).count()).toBe(1);
    await poll(() => isFocused(button("Read more"))).toBe(true);
    await press("Enter");
    await poll(() => button("Read more").count()).toBe(0);
    await poll(() => isFocused(page.locator("tbody a").last())).toBe(true);
  });
});

/** Numbers what the Tab key should stop at, in the order of the page, and returns how many there are. Runs in the page. */
function markStops(): number {
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const stops = [...document.querySelectorAll<HTMLElement>(focusable)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility() && !element.matches(":disabled"),
  );
  for (const [place, element] of stops.entries()) {
    element.setAttribute("data-stop", String(place));
  }
  return stops.length;
}

/** Describes the element that has the focus. Runs in the page. */
function describeFocus() {
  const element = document.activeElement as HTMLElement;
  const stopOf = ({ dataset: { stop } }: HTMLElement) => (stop === undefined ? undefined : Number(stop));
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return {
    isBody: element === document.body,
    stop: stopOf(element),
    name: `${element.tagName} ${(element.textContent ?? "").slice(0, 40)}`,
    isOutlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  };
}
