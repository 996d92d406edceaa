// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readCapturedLines } from "@chaukas/testdata";
import { chromiumPath } from "@chaukas/testdata/toolchains";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerProcess } from "../served/server-process.js";
import { findBarriers } from "./find-barriers.js";
import { type Explorer, useExplorer, waitForLive } from "./use-explorer.js";

// Starting a browser takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
/** Waits for what the page shows, for as long as that takes on a busy machine. */
const poll = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 60_000 });

describe.skipIf(chromiumPath === undefined)("the live views of the explorer", () => {
  const explorer = useExplorer(readCapturedLines);
  let { server, page, problems, verifierKey } = {} as Explorer;
  beforeEach(() => {
    ({ server, page, problems, verifierKey } = explorer);
  });

  const news = () => page.getByRole("button", { name: /new event/ });
  const rows = () => page.getByRole("row");

  /** Opens a view, and waits until it shows a text and follows events. */
  async function open(path: string, text: string | RegExp): Promise<void> {
    await page.goto(`${server.url}/#/${path}`);
    await poll(() => page.getByText(text).count()).toBeGreaterThan(0);
    await waitForLive(page);
    await poll(() => page.getByText(text).count()).toBeGreaterThan(0);
  }

  it("say how many sessions and events are new, and show them when asked", async () => {
    await open("sessions", /^\d+ sessions$/);
    const before = await rows().count();
    await add(server, "list-1", "list-a");
    await poll(() => news().textContent()).toBe("1 new event");
    await add(server, "list-2", "list-b");
    await poll(() => news().textContent()).toBe("2 new events in 2 sessions");
    expect(await rows().count()).toBe(before);
    expect(await findBarriers(page)).toEqual([]);
    await news().click();
    await poll(() => rows().count()).toBe(before + 2);
    expect(await news().count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it.each<[filter: string, others: object, matching: object]>([
    ["session_id_prefix=narrow-a-own", { session_id: "narrow-a-2" }, { session_id: "narrow-a-own-2" }],
    ["agent_id=narrow-b", { agent_id: "another" }, { agent_id: "narrow-b" }],
    ["principal_id=narrow-c", { principal: { id: "another" } }, { principal: { id: "narrow-c" } }],
    [
      "policy_outcome=narrow-d",
      { type: "POLICY_DECISION", content: { kind: "policy_decision", outcome: "another" } },
      { type: "POLICY_DECISION", content: { kind: "policy_decision", outcome: "narrow-d" } },
    ],
    ["only_with_errors=true&session_id_prefix=narrow-e", {}, { type: "ERROR" }],
    ["state=ENDED&session_id_prefix=narrow-f", {}, { type: "SESSION_END" }],
    [
      "end=2026-01-01T00:00:00Z&session_id_prefix=narrow-g",
      { timestamp: "2026-01-02T00:00:00Z" },
      { timestamp: "2025-12-31T00:00:00Z" },
    ],
  ])("count only events of sessions that the list of %s has, or would have", async (filter, others, matching) => {
    const name = /narrow-./.exec(filter)?.[0] ?? filter.slice(0, 5);
    const watched = page.waitForRequest(/events:watch/);
    await open(`sessions?${filter}`, /^\d+ sessions?$/);
    const before = await rows().count();
    await watched;
    await add(server, `${name}-1`, `${name}-1`, others);
    await add(server, `${name}-2`, `${name}-2`, matching);
    await poll(() => news().textContent()).toBe("1 new event");
    await news().click();
    await poll(() => rows().count()).toBe(before + 1);
    // It changes what the list says about a session that it has.
    const joined = (matching as { session_id?: string }).session_id ?? `${name}-2`;
    await add(server, `${name}-3`, `${name}-1`, others);
    await add(server, `${name}-4`, joined, { ...others, session_id: joined });
    await poll(() => news().textContent()).toBe("1 new event");
    expect(problems).toEqual([]);
  });

  it("offer to show what is new if the list cannot be compared", async () => {
    await open("sessions?agent_id=compared", "0 sessions");
    await page.route(`${server.url}/v1/sessions*`, (route) => route.fulfill({ status: 503 }));
    await add(server, "compared-1", "compared");
    await poll(() => page.getByRole("button", { name: "Show what is new" }).count()).toBe(1);
  });

  it("follow only what matches their filter", async () => {
    await add(server, "filter-1", "filter-a");
    await open("events?session_id=filter-a&types=SYSTEM&statuses=FAILED", "0 of 0 events");
    await open("events?session_id=filter-a&types=SYSTEM", "1 of 1 event");
    await add(server, "filter-2", "filter-b");
    await add(server, "filter-3", "filter-a");
    await poll(() => news().textContent()).toBe("1 new event");
    await news().click();
    await poll(() => page.getByText("2 of 2 events").count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it("show what is new in an open session", async () => {
    await add(server, "session-1", "session-a");
    await open("session/session-a", "1 event in");
    await add(server, "session-2", "session-a");
    await poll(() => news().textContent()).toBe("1 new event");
    await news().click();
    await poll(() => page.getByText("2 events in").count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it("add up what agents did meanwhile", async () => {
    await open("agents?agent_id=agent-live", "All 0 events that match");
    await add(server, "agents-1", "agents-a", { agent_id: "another" });
    await add(server, "agents-2", "agents-a", { agent_id: "agent-live" });
    await poll(() => news().textContent()).toBe("1 new event");
    expect(await rows().count()).toBe(1);
    await news().click();
    await poll(() => rows().filter({ hasText: "agent-live" }).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it("follow both sessions that are compared", async () => {
    await add(server, "left-1", "left");
    await add(server, "right-1", "right");
    await open("compare/left/right", /^1 common step/);
    await add(server, "left-2", "left");
    await poll(() => news().textContent()).toBe("1 new event");
    await add(server, "right-2", "right");
    await poll(() => news().textContent()).toBe("2 new events in 2 sessions");
    expect(await page.getByText(/^1 common step/).count()).toBe(1);
    await news().click();
    await poll(() => page.getByText(/^2 common steps/).count()).toBe(1);
    await open("compare/left/left", /^2 common steps/);
    await add(server, "left-3", "left");
    await poll(() => news().textContent()).toBe("1 new event");
    expect(problems).toEqual([]);
  });

  it("prove that the log has grown by what is new", async () => {
    await open("trail", "CONDITIONAL");
    await page.getByLabel(/^Verifier key/).fill(verifierKey);
    await page.keyboard.press("Enter");
    await poll(() => page.getByText("PROVED").count()).toBe(1);
    const size = Number(await page.locator("dt:text('Records') + dd").textContent());
    await add(server, "trail-1", "trail-a");
    await add(server, "trail-2", "trail-a");
    await poll(() => news().textContent()).toBe("2 new events");
    expect(Number(await page.locator("dt:text('Records') + dd").textContent())).toBe(size);
    await news().click();
    const grown = `The log contains all ${size} records of the last visit, and 2 more.`;
    await poll(() => page.getByText(grown).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 2 }).textContent()).toMatch(new RegExp(`^${size + 2} events in`));
    expect(problems).toEqual([]);
  });

  it("say that the server is gone, and miss nothing once it is back", async () => {
    const tokens = watchTokens(page);
    await add(server, "kill-0", "kill-a");
    await open("session/kill-a", "1 event in");
    await add(server, "kill-1", "kill-a");
    await poll(() => news().textContent()).toBe("1 new event");
    // These are durable, but may not be sent yet.
    await Promise.all([2, 3, 4, 5].map((number) => add(server, `kill-${number}`, "kill-a")));
    await server.kill();
    await poll(() => page.getByText("The connection is lost.").count()).toBe(1);
    expect(await news().textContent()).toMatch(/^[1-5] new events?$/);
    await explorer.restart();
    // As soon as it listens, and before the page comes back.
    for (let number = 6; number < 30; number++) {
      await add(explorer.server, `kill-${number}`, "kill-a");
    }
    await poll(() => page.getByText("The connection is lost.").count()).toBe(0);
    await poll(() => news().textContent()).toBe("29 new events");
    await add(explorer.server, "kill-30", "kill-a");
    await poll(() => news().textContent()).toBe("30 new events");
    expect(tokens.slice(1).every((token) => token !== undefined)).toBe(true);
    await news().click();
    await poll(() => page.getByText("31 events in").count()).toBe(1);
  });

  it("go on where a stream ended, and do without on servers that have no streams", async () => {
    let streams = 0;
    await page.route(`${server.url}/v1/events:watch*`, async (route) => {
      streams += 1;
      if (streams === 1) {
        const data = "id: here\nevent: position\ndata: {}\n\nid: there\ndata: {}\n\n";
        await route.fulfill({ body: data, contentType: "text/event-stream" });
      } else {
        expect(route.request().headers()["last-event-id"]).toBe("there");
        await route.fulfill({ status: 501 });
      }
    });
    await page.goto(server.url);
    await poll(() => page.getByLabel("Live").count()).toBe(1);
    await poll(() => streams).toBe(2);
    await poll(() => page.getByLabel("Live").count()).toBe(0);
    expect(await rows().count()).toBeGreaterThan(1);
    expect(await news().count()).toBe(0);
  });

  it("say that something is new, once, when the server comes back with an older backup that has grown", async () => {
    const [store, backup] = [join(explorer.folder, "events.db"), join(explorer.folder, "backup.db")];
    await add(server, "restore-0", "restore-a");
    await server.stop();
    copyFileSync(store, backup);
    await explorer.restart();
    const tokens = watchTokens(page);
    await open("session/restore-a", "1 event in");
    await add(explorer.server, "restore-1", "restore-a");
    await poll(() => news().textContent()).toBe("1 new event");
    await explorer.server.kill();
    for (const suffix of ["-wal", "-shm"]) {
      rmSync(`${store}${suffix}`, { force: true });
    }
    copyFileSync(backup, store);
    // Not before the log is as long as it was.
    await page.route("**/v1/events:watch*", (route) => route.abort());
    await explorer.restart();
    for (const id of ["restore-2", "restore-3", "restore-4"]) {
      await add(explorer.server, id, "restore-a");
    }
    await page.unroute("**/v1/events:watch*");
    const show = page.getByRole("button", { name: "Show what is new" });
    await poll(() => show.count()).toBe(1);
    await poll(() => page.getByText("The connection is lost.").count()).toBe(0);
    await add(explorer.server, "restore-5", "restore-a");
    await show.click();
    await poll(() => page.getByText("5 events in").count()).toBe(1);
    expect(await show.count()).toBe(0);
    expect(tokens.at(-2)).toBeDefined();
    expect(tokens.at(-1)).toBeUndefined();
  });
});

async function add({ url }: ServerProcess, eventId: string, sessionId: string, members: object = {}): Promise<void> {
  const event = { event_id: eventId, session_id: sessionId, type: "SYSTEM", timestamp: "2026-11-22T00:00:00Z" };
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ ...event, ...members });
  expect((await fetch(`${url}/v1/events`, { method: "POST", headers, body })).status).toBe(202);
}

/** Collects from which place each stream is asked for. */
function watchTokens(page: Page): (string | undefined)[] {
  const tokens: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/v1/events:watch")) {
      tokens.push(request.headers()["last-event-id"]);
    }
  });
  return tokens;
}
