// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { fuzz } from "./fuzz/fuzz.ts";
import { killBehindCollector } from "./kill-behind-collector.ts";
import { killCheckpoint } from "./kill-checkpoint.ts";
import { killPostgres } from "./kill-postgres.ts";
import { killServer } from "./kill-server.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";
import { memory } from "./memory.ts";
import { moveLogs } from "./move-logs.ts";
import { mutatePostgres } from "./mutate-postgres.ts";
import { mutateStore } from "./mutate-store.ts";
import { showInPhoenix } from "./show-in-phoenix.ts";
import { spanVolume } from "./span-volume.ts";
import { twoServers } from "./two-servers.ts";
import { unreadAnswers } from "./unread-answers.ts";

/** A soak test of the command line. */
interface Entry {
  readonly about: string;
  /** Default of `--count`. */
  readonly count: number;
  /** The only kind of store that it supports. Absent if it supports both. */
  readonly only?: StoreKind;
  readonly run: (options: SoakOptions, count: number, store: StoreKind) => Promise<SoakResult>;
}

const soaks: Readonly<Record<string, Entry>> = {
  "kill-server": {
    about: "kill -9 the server under load, COUNT times",
    count: 200,
    run: (options, rounds, store) => killServer({ ...options, rounds, store }),
  },
  "kill-checkpoint": {
    about: "kill -9 the server during ingest and signing, COUNT times, and check it against what it signed",
    count: 100,
    run: (options, rounds, store) => killCheckpoint({ ...options, rounds, store }),
  },
  "kill-behind-collector": {
    about: "kill -9 the server COUNT times while an OpenTelemetry Collector sends it spans (requires Go)",
    count: 50,
    run: (options, rounds, store) => killBehindCollector({ ...options, rounds, store }),
  },
  "show-in-phoenix": {
    about: "forward captured spans to Phoenix COUNT times, and read the same trees back from it (requires Python)",
    count: 1,
    run: (options, rounds, store) => showInPhoenix({ ...options, rounds, store }),
  },
  "span-volume": {
    about: "send COUNT spans with telemetrygen in each of four ways, and count all of them (requires Go)",
    count: 100_000,
    run: (options, spans, store) => spanVolume({ ...options, spans, store }),
  },
  "kill-postgres": {
    about: "kill -9 PostgreSQL under load, COUNT times, while the server keeps running",
    count: 200,
    only: "postgres",
    run: (options, rounds) => killPostgres({ ...options, rounds }),
  },
  "two-servers": {
    about: "send the same events to two servers on one PostgreSQL, in COUNT calls",
    count: 10_000,
    only: "postgres",
    run: (options, calls) => twoServers({ ...options, calls }),
  },
  fuzz: {
    about:
      "send COUNT requests whose transport or events are changed in many ways, and compare what is stored with what " +
      "Python reads (without Python, compare nothing)",
    count: 100_000,
    run: (options, requests, store) => fuzz({ ...options, requests, store }),
  },
  "mutate-store": {
    about:
      "alter a log of 100,000 events in SQLite, or 2,000 in PostgreSQL, COUNT times, and expect each change to be found",
    count: 2000,
    run: (options, mutations, store) =>
      store === "sqlite"
        ? mutateStore({ ...options, mutations, events: 100_000, whole: 50 })
        : mutatePostgres({ ...options, mutations, events: 2000 }),
  },
  "move-logs": {
    about: "move a log of COUNT events, one in 200 of them redacted, from SQLite to PostgreSQL and back",
    count: 100_000,
    only: "sqlite",
    run: (options, events) => moveLogs({ ...options, events, redactions: Math.ceil(events / 200) }),
  },
  memory: {
    about: "ingest COUNT events at full speed, and watch the server's memory",
    count: 10_000_000,
    run: (options, events, store) => memory({ ...options, events, store }),
  },
  "unread-answers": {
    about: "let COUNT callers ask for large pages and never read them, and watch memory and other callers",
    count: 500,
    run: (options, callers, store) =>
      unreadAnswers({ ...options, callers, store, maxUnreadBytes: 256 * 2 ** 20, holdMs: 15_000 }),
  },
};

const usage = `usage: npm run soak -- NAME [--count COUNT] [--store sqlite|postgres] [--seed SEED]

Runs a soak test of the built server, and exits with code 1 if the server breaks a promise.

${Object.entries(soaks)
  .map(([name, { about, count }]) => `  ${name.padEnd(22)} ${about} (default: ${count})`)
  .join("\n")}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string" },
    store: { type: "string" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 32)) },
    help: { type: "boolean", default: false },
  },
});
const soak = soaks[positionals[0] ?? ""];
const count = Number(values.count ?? soak?.count);
const store = values.store ?? soak?.only ?? "sqlite";
if (values.help) {
  console.log(usage);
} else if (
  soak === undefined ||
  !Number.isInteger(count) ||
  count < 1 ||
  (store !== "sqlite" && store !== "postgres") ||
  store !== (soak.only ?? store)
) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const seed = Number(values.seed);
  // Exit handlers stop servers and remove stores, which a signal alone would leave behind.
  process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
  console.log(`${positionals[0]}: ${count} on ${store}, seed ${seed}`);
  const { figures, faults } = await soak.run({ seed, report: console.log }, count, store);
  for (const [name, figure] of Object.entries(figures)) {
    console.log(`  ${name}: ${figure}`);
  }
  for (const fault of faults.slice(0, 100)) {
    console.error(`broken: ${fault}`);
  }
  console.log(faults.length === 0 ? "every promise was kept" : `${faults.length} promises were broken`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
