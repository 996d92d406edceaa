// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { Agent } from "node:http";
import { type ClientHttp2Session, connect } from "node:http2";
import { promisify } from "node:util";
import { createRandom, type Random } from "../../events/random.ts";
import { findLoggedFaults } from "../../served/find-logged-faults.ts";
import { mainScript, type ServerProcess, startServerProcess } from "../../served/server-process.ts";
import { watchMemory } from "../../served/watch-memory.ts";
import { openSoakStore, type SoakStore } from "../lib/open-soak-store.ts";
import type { PlainAnswer } from "../lib/plain-http.ts";
import { sendRequest } from "../lib/send-request.ts";
import { sendStream } from "../lib/send-stream.ts";
import type { SoakOptions, SoakResult, StoreKind } from "../lib/soak.ts";
import { startOracle } from "../oracle/start-oracle.ts";
import { createEventFuzzer } from "./create-event-fuzzer.ts";
import { createRequests, type FuzzKeys } from "./create-requests.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { readEventIds, readStoredIds } from "./read-event-ids.ts";
import { readGrpcStatus } from "./read-grpc-status.ts";
import { sendGarbage } from "./send-garbage.ts";

/** Options of {@link fuzz}. */
export interface FuzzOptions extends SoakOptions {
  readonly requests: number;
  readonly store: StoreKind;
  /** Called with the location of the store before the events of a window are read back, to prove that faults are found. */
  readonly beforeReading?: (location: string) => void;
}

const senders = 8;
/** Part of the requests that are invalid in transport and addressing rather than in their events. */
const transportShare = 0.12;
/** Number of requests after which the stored events are read back. */
const windowSize = 3000;
const importLines = 150;
const secret = "victimsecret";

/**
 * Sends requests that are invalid in many ways, over all protocols, and imports files: requests that are invalid in
 * transport and addressing, and events whose structure is changed. The server must answer each with a status that does
 * not indicate an internal error, stay alive and ready without growing, store nothing that it did not acknowledge, store
 * each event once and as an independent reader reads the sent bytes, name what it rejects, and never reveal the events of
 * another tenant. Without Python, events are not compared.
 */
export async function fuzz(options: FuzzOptions): Promise<SoakResult> {
  const { requests, store: kind, seed, report } = options;
  const oracle = await startOracle();
  if (typeof oracle === "string" && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
    throw new Error(`oracle: ${oracle}`);
  }
  const random = createRandom(seed);
  const store = await openSoakStore(kind);
  const keys = await createKeys(store);
  // Connections that received garbage may still be open when it stops, and need not be drained for half a minute.
  const server = await startServerProcess({ store: store.location, flags: ["--drain-seconds", "3"] });
  const watch = watchMemory(server.pid);
  const connection = openConnection(server.port);
  const transport = createTransportFuzzer(connection, keys, random.split());
  const events = createEventFuzzer({
    url: server.url,
    random: random.split(),
    oracle: typeof oracle === "string" ? undefined : oracle,
    createKey: (tenantId) => createKey(store.location, tenantId),
    exchange: (request) => exchange(connection, request),
  });
  const faults: string[] = [];
  let sent = 0;

  const note = (found: readonly string[]) => {
    for (const fault of found) {
      faults.push(fault);
      report(`broken: ${fault}`);
    }
  };
  const send = async (own: Random, end: number) => {
    while (sent < end && faults.length < 50) {
      const number = sent++;
      if (number % 100 === 0) {
        watch.sample();
      }
      note(await (own.chance(transportShare) ? transport.send(number, own) : events.send(number)));
    }
  };

  try {
    await ingestSecret(server, keys.victim);
    while (sent < requests && faults.length < 50) {
      const end = Math.min(requests, sent + windowSize);
      await events.openWindow(`window-${end}`);
      const lines = Math.min(importLines, Math.floor((end - sent) / 4));
      const imported = events.importFile(sent, lines);
      sent += lines;
      await Promise.all([imported.then(note), ...Array.from({ length: senders }, () => send(random.split(), end))]);
      options.beforeReading?.(store.location);
      note(await events.closeWindow());
      note(await checkReadiness(server));
      report(`${sent} of ${requests} requests, ${events.stored} events compared, ${faults.length} faults`);
    }
    connection.close();
    const stored = (await Promise.all(keys.good.map((key) => readStoredIds(server.url, key)))).flat();
    note(transport.findUnacknowledged(stored));
    note(await checkVictim(server, keys.victim));
    note(await store.checkRows());
    note(findLoggedFaults(server.log));
    const { early, late, isFlat } = watch.compare();
    // Until then, the page caches of three connections to the database still fill.
    if (!isFlat && requests >= 100_000) {
      faults.push(`memory: expected to stay flat, but the median rose from ${early} to ${late} bytes`);
    }
    const exitCode = await server.stop();
    if (exitCode !== 0) {
      faults.push(`server: expected to stop with exit code 0, got ${exitCode}`);
    }
    note(await store.checkAll());
    const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
    return {
      figures: {
        seed,
        requests: sent,
        "events compared": typeof oracle === "string" ? `none: ${oracle}` : events.stored,
        ...Object.fromEntries([...events.outcomes].sort().map(([name, times]) => [`events ${name}`, times])),
        ...Object.fromEntries([...events.mutations].sort()),
        "other stored events": stored.length,
        "other answers by status": transport.describeStatuses(),
        "median memory early (MB)": megabytes(early),
        "median memory late (MB)": megabytes(late),
      },
      faults,
    };
  } finally {
    connection.close();
    typeof oracle === "string" || oracle.close();
    await server.kill();
    await store.dispose();
  }
}

/** Sends requests that are invalid in transport and addressing, and remembers what was acknowledged. */
function createTransportFuzzer(connection: ReturnType<typeof openConnection>, keys: FuzzKeys, random: Random) {
  const makeRequest = createRequests(random, keys);
  const statuses = new Map<string, number>();
  const acknowledged = new Set<string>();
  const refused = new Map<number, string>();
  return {
    async send(number: number, own: Random): Promise<string[]> {
      if (own.chance(0.1)) {
        await sendGarbage(connection.port, own);
        count(statuses, "garbage");
        return [];
      }
      const request = makeRequest(number);
      const outcome = await exchange(connection, request);
      const status = typeof outcome === "string" ? outcome : String(outcome.status);
      count(statuses, status);
      if (typeof outcome !== "string" && isAcknowledgement(outcome)) {
        for (const eventId of readEventIds(request)) {
          acknowledged.add(eventId);
        }
      } else {
        refused.set(number, `${describe(request)}: ${status}`);
      }
      const fault = typeof outcome === "string" ? `no answer: ${outcome}` : findFault(request, outcome);
      return fault === undefined ? [] : [`request ${number}: ${describe(request)}: ${fault}`];
    },
    /** Lists events that are stored, although no acknowledged request had them. */
    findUnacknowledged(stored: readonly string[]): string[] {
      return stored
        .filter((eventId) => !acknowledged.has(eventId))
        .map((eventId) => {
          const origin = refused.get(Number(/^fuzz-(\d+)-/.exec(eventId)?.[1])) ?? "unknown request";
          return `${JSON.stringify(eventId)}: stored, but not acknowledged: ${origin}`;
        });
    },
    describeStatuses: () =>
      [...statuses]
        .sort()
        .map(([status, times]) => `${status}: ${times}`)
        .join(", "),
  };
}

async function checkReadiness({ url }: ServerProcess): Promise<string[]> {
  const { status } = await fetch(`${url}/readyz`);
  return status === 200 ? [] : [`/readyz: expected status 200, got ${status}`];
}

async function createKeys({ location }: SoakStore) {
  const [first, second, victim] = [
    await createKey(location, "fuzz-a"),
    await createKey(location, "fuzz-b", ["--project", "support-bot"]),
    await createKey(location, "victim"),
  ];
  return { good: [first, second], victim, bad: [`${first}x`, first.slice(0, -1), `${first} `, "null", "' OR '1'='1"] };
}

/** Connections that are reopened when the server closes them. */
function openConnection(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  let session: ClientHttp2Session | undefined;
  return {
    port,
    agent,
    session() {
      if (session === undefined || session.closed || session.destroyed) {
        // Node counts data that an early response kept from being sent until the session ends.
        session = connect(`http://127.0.0.1:${port}`, { maxSessionMemory: 4096 }).on("error", () => {});
      }
      return session;
    },
    close() {
      session?.destroy();
      agent.destroy();
    },
  };
}

/** Sends a request, and returns the response or why there is none. */
async function exchange(connection: ReturnType<typeof openConnection>, request: FuzzRequest) {
  try {
    return await (request.version === 1 ? sendRequest(request, connection) : sendStream(request, connection.session()));
  } catch (error) {
    return String(error);
  }
}

function isAcknowledgement(answer: PlainAnswer): boolean {
  return answer.status < 300 && (readGrpcStatus(answer)?.code ?? 0) === 0;
}

function findFault(request: FuzzRequest, answer: PlainAnswer): string | undefined {
  return answer.body.includes(secret) ? "a response with another tenant's event" : judgeAnswer(request, answer);
}

async function ingestSecret({ port }: ServerProcess, key: string): Promise<void> {
  const agent = new Agent();
  const event = {
    event_id: secret,
    session_id: secret,
    type: "SYSTEM",
    timestamp: "2026-01-01T00:00:00Z",
    tags: [secret],
  };
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const request = { method: "POST", path: "/v1/events", headers, body: Buffer.from(JSON.stringify(event)) };
  const { status, body } = await sendRequest(request, { port, agent });
  if (status !== 202) {
    throw new Error(`event of the victim: expected status 202, got ${status}: ${body}`);
  }
}

async function checkVictim({ url }: ServerProcess, key: string): Promise<string[]> {
  const ids = await readStoredIds(url, key);
  return String(ids) === secret ? [] : [`victim: expected its one event, got ${ids}`];
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function describe({ protocol, version, method, path, headers, body }: FuzzRequest): string {
  const start = Buffer.from(body ?? [])
    .subarray(0, 200)
    .toString("base64");
  return `${protocol} over HTTP/${version} ${method} ${path.slice(0, 100)} ${JSON.stringify(headers).slice(0, 400)} ${start}`;
}

/** Creates a key of a tenant in a store with the server's command line, and returns it. */
async function createKey(store: string, tenantId: string, flags: readonly string[] = []): Promise<string> {
  const args = [mainScript, "keys", "create", "--store", store, "--tenant", tenantId, ...flags];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}
