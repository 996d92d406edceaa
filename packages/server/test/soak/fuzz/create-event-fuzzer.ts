// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "../../events/random.ts";
import { mainScript } from "../../served/server-process.ts";
import type { PlainAnswer } from "../lib/plain-http.ts";
import { pageForms, readStoredPages } from "../oracle/read-stored-pages.ts";
import type { Oracle } from "../oracle/start-oracle.ts";
import { createStructured } from "./create-structured.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { type Judgement, judgeEvent, judgeVerdict } from "./judge-verdict.ts";
import { explainOdd } from "./known-differences.ts";
import { readVerdict } from "./read-verdict.ts";

/** What the fuzzer of events needs. */
export interface EventFuzzerOptions {
  readonly url: string;
  readonly random: Random;
  /** Reads what was sent and what is stored. Without it, only the form of responses is checked. */
  readonly oracle: Oracle | undefined;
  /** Creates a key of a new tenant. */
  readonly createKey: (tenantId: string) => Promise<string>;
  /** Sends a request. Resolves with the reason if there is no response. */
  readonly exchange: (request: FuzzRequest) => Promise<PlainAnswer | string>;
}

/** Sends events whose structure is changed, and compares what is stored with what an independent reader reads. */
export interface EventFuzzer {
  /** Starts a window of requests, whose events are those of a tenant of their own. */
  openWindow(tenantId: string): Promise<void>;
  /** Sends the request with a number, which makes the ids of its events unique. Returns what is wrong. */
  send(number: number): Promise<string[]>;
  /** Imports a file with a number of lines. Returns what is wrong. */
  importFile(number: number, lines: number): Promise<string[]>;
  /** Reads back the events of the window. No request may be in flight. Returns what is wrong. */
  closeWindow(): Promise<string[]>;
  readonly stored: number;
  /** Number of events by outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Number of uses of each mutation. */
  readonly mutations: ReadonlyMap<string, number>;
}

/** Maximum time to the response of a request of a few kilobytes, on a machine that does other work. */
const maxMs = 20_000;

interface Window {
  readonly tenantId: string;
  readonly key: string;
  /** What may be stored under each id, and where it came from. */
  readonly expected: Map<
    string,
    { readonly events: ReadonlySet<string>; readonly origin: string; readonly oddity: string | undefined }
  >;
  /** Origins of events that are stored although the reader refuses them. */
  readonly unread: string[];
  /** Ids under which other content must be stored, and where they came from. */
  readonly conflicts: Map<string, string>;
}

/** Creates the fuzzer. */
export function createEventFuzzer(options: EventFuzzerOptions): EventFuzzer {
  const { url, random, oracle, exchange } = options;
  const maker = createStructured(random);
  const outcomes = new Map<string, number>();
  const mutations = new Map<string, number>();
  let window: Window = { tenantId: "", key: "", expected: new Map(), unread: [], conflicts: new Map() };
  let stored = 0;
  let windows = 0;

  /** Remembers what should be stored after a judgement, and returns its faults. */
  const note = ({ faults, stored: now, conflicts, outcomes: all }: Judgement, origin: string): string[] => {
    const found = [...faults];
    for (const outcome of all) {
      count(outcomes, outcome);
    }
    for (const { readings } of now) {
      const [first] = readings;
      if (first?.event_id === undefined) {
        window.unread.push(origin);
        continue;
      }
      const before = window.expected.get(first.event_id);
      const events = new Set(readings.map(({ event }) => event));
      if (before !== undefined && !readings.some(({ event }) => before.events.has(event))) {
        found.push(`expected a conflict, since ${first.event_id} has other content, got an acknowledgement`);
      }
      const oddity = explainOdd(readings.flatMap(({ odd }) => odd));
      window.expected.set(first.event_id, before ?? { events, origin, oddity });
    }
    for (const eventId of conflicts) {
      window.conflicts.set(eventId, origin);
    }
    return found.map((fault) => `${fault}: ${origin}`);
  };

  return {
    outcomes,
    mutations,
    get stored() {
      return stored;
    },
    async openWindow(tenantId) {
      const key = await options.createKey(tenantId);
      window = { tenantId, key, expected: new Map(), unread: [], conflicts: new Map() };
    },
    async send(number) {
      const { request, reading, mutations: used } = maker.makeRequest(number, window.key);
      for (const name of used) {
        count(mutations, name);
      }
      const origin = describe(number, request, reading.body, used);
      const started = performance.now();
      const read = oracle?.read({ ...reading, tenant: window.tenantId });
      const answer = await exchange(request);
      if (typeof answer === "string") {
        await read;
        return [`expected a response, got ${answer}: ${origin}`];
      }
      const ms = performance.now() - started;
      const faults = [judgeAnswer(request, answer) ?? []].flat();
      if (ms > maxMs) {
        faults.push(`expected a response within ${maxMs} ms, got one after ${Math.round(ms)}`);
      }
      try {
        const verdict = readVerdict(request, reading.call, answer);
        if (read !== undefined) {
          return [
            ...faults.map((fault) => `${fault}: ${origin}`),
            ...note(judgeVerdict(reading.form, verdict, await read), origin),
          ];
        }
      } catch (error) {
        faults.push(`${error}: ${answer.body.toString().slice(0, 300)}`);
      }
      return faults.map((fault) => `${fault}: ${origin}`);
    },
    async importFile(number, lines) {
      const made = Array.from({ length: lines }, (_, index) => maker.makeLine(number + index));
      for (const name of made.flatMap(({ mutations: used }) => used)) {
        count(mutations, name);
      }
      const { bad, problem } = await runImport(
        url,
        window.key,
        made.map(({ text }) => text),
      );
      if (problem !== undefined) {
        return [problem];
      }
      const faults: string[] = [];
      for (const [index, { text, mutations: used }] of made.entries()) {
        const body = Buffer.from(text);
        const origin = `line ${number + index} of an import (${used.join(", ") || "unchanged"}) ${body.toString("base64")}`;
        const message = bad.get(index + 1);
        const rejection = message === undefined ? undefined : { code: "", field: "", eventId: "", message };
        const answer = await oracle?.read({ form: "line", call: "event", tenant: window.tenantId, body });
        if (answer !== undefined) {
          faults.push(...note(judgeEvent("line", rejection, answer.events ?? [{ error: answer.error }]), origin));
        }
      }
      return faults;
    },
    async closeWindow() {
      if (oracle === undefined) {
        return [];
      }
      const form = pageForms[windows++ % pageForms.length] ?? "binary";
      const faults: string[] = [];
      const seen = new Set<string>();
      const unknown: string[] = [];
      for (const { event, event_id: eventId, error } of await readStoredPages(url, window.key, form, oracle)) {
        if (event === undefined) {
          faults.push(`stored event: expected one that the reader reads in ${form}, got ${error}`);
          continue;
        }
        const wanted = window.expected.get(eventId);
        if (seen.has(eventId)) {
          faults.push(`${eventId}: expected to be stored once, got a second one`);
        } else if (wanted === undefined) {
          unknown.push(eventId);
        } else if (!wanted.events.has(event) && wanted.oddity !== undefined) {
          count(outcomes, `stored with another value: ${wanted.oddity}`);
        } else if (!wanted.events.has(event)) {
          faults.push(`${eventId}: stored in ${form} as ${event}, sent as ${[...wanted.events]}: ${wanted.origin}`);
        }
        seen.add(eventId);
      }
      const missing = [...window.expected].filter(([eventId]) => !seen.has(eventId));
      for (const [eventId, { origin }] of missing.filter(([, { oddity }]) => oddity === undefined)) {
        faults.push(`${eventId}: acknowledged, but not stored: ${origin}`);
      }
      // What the reader cannot read, or reads differently, may be stored under another id.
      const allowed = window.unread.length + missing.filter(([, { oddity }]) => oddity !== undefined).length;
      for (const eventId of unknown.slice(allowed)) {
        faults.push(`${eventId}: stored, but not acknowledged`);
      }
      for (const [eventId, origin] of window.conflicts) {
        if (!seen.has(eventId)) {
          faults.push(`${eventId}: refused for other content, but none is stored: ${origin}`);
        }
      }
      stored += seen.size;
      return faults;
    },
  };
}

/** Imports lines through the server with the command line, and returns the reasons for the bad ones by line number. */
function runImport(
  url: string,
  key: string,
  lines: readonly string[],
): Promise<{ bad: Map<number, string>; problem?: string }> {
  const file = join(tmpdir(), `chaukas-fuzz-${process.pid}.jsonl`);
  writeFileSync(file, lines.join("\n"));
  const args = [mainScript, "import", file, "--server", url, "--key", key];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (error, _, stderr) => {
      rmSync(file);
      const bad = new Map<number, string>();
      for (const [, line, reason] of stderr.matchAll(/^.*?\.jsonl:(\d+): (?!stored, but )(.*)$/gm)) {
        bad.set(Number(line), reason ?? "");
      }
      const isOdd = error !== null && bad.size === 0;
      resolve({ bad, ...(isOdd && { problem: `import: exited with ${error.code}: ${stderr.slice(0, 1000)}` }) });
    });
  });
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function describe(number: number, request: FuzzRequest, body: Uint8Array, used: readonly string[]): string {
  const { protocol, version, path } = request;
  const type = request.headers["content-type"];
  const bytes = Buffer.from(body).toString("base64");
  return `request ${number} (${used.join(", ") || "unchanged"}) ${protocol} over HTTP/${version} ${path} ${type} ${bytes.slice(0, 6000)}`;
}
