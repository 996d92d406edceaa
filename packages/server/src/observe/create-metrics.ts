// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

import type { StoreCommit } from "../store/contract/observe-commits.js";
import type { IngestCounts, LimitName, ServerLoad } from "./server-hooks.js";

/** Counts what the server does, for Prometheus. Labels hold nothing that a caller chooses. */
export interface Metrics {
  /** Counts a call that has ended. */
  observeCall(call: { protocol: string; method: string; code: Code | undefined; seconds: number }): void;
  countIngested(counts: IngestCounts): void;
  /** Counts a transaction of the store. */
  observeCommit(commit: StoreCommit): void;
  countRejected(code: Code): void;
  countLimit(limit: LimitName | "connections"): void;
  countDenied(reason: string): void;
  countStoreError(code: string): void;
  /** Counts a log that was signed, that must not be, or that could not be for now. */
  countCheckpoint(outcome: "signed" | "fault" | "failed"): void;
  countRedaction(): void;
  /** Where the load and the number of connections are read from, once they are known. */
  watch(read: { load(): ServerLoad; connections(): number }): void;
  /** All of it in the text format of Prometheus, with its media type. */
  format(): Promise<{ contentType: string; text: string }>;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Makes metrics of their own registry, so that several servers fit into one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: "chaukas_call_duration_seconds",
    help: "Calls by protocol, method and code, with their duration.",
    labelNames: ["protocol", "method", "code"] as const,
    buckets: secondsBuckets,
    registers,
  });
  const commitSeconds = new Histogram({
    name: "chaukas_commit_duration_seconds",
    help: "Transactions that made events durable, with their duration.",
    buckets: secondsBuckets,
    registers,
  });
  const commitEvents = new Histogram({
    name: "chaukas_commit_events",
    help: "Events in one such transaction.",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
    registers,
  });
  const events = counter("chaukas_events_total", "Events by outcome.", ["outcome"]);
  const rejected = counter("chaukas_events_rejected_total", "Events that were not stored, by the reason.", ["reason"]);
  const bytes = counter("chaukas_event_bytes_total", "Bytes of events given to the store, in binary form.", []);
  const limits = counter("chaukas_limit_hits_total", "Calls and connections refused by a limit.", ["limit"]);
  const denied = counter("chaukas_denied_calls_total", "Calls refused for their credentials.", ["reason"]);
  const storeErrors = counter("chaukas_store_errors_total", "Failures of the store, by code.", ["code"]);

  const checkpoints = counter("chaukas_checkpoints_total", "Logs that were to be signed, by outcome.", ["outcome"]);
  const redactions = counter("chaukas_redactions_total", "Events of which values were erased.", []);

  function counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers });
  }
  return {
    observeCall({ protocol, method, code, seconds }) {
      calls.observe({ protocol, method, code: code === undefined ? "ok" : codeName(code) }, seconds);
    },
    countIngested({ accepted, duplicate, conflict, bytes: size }) {
      events.inc({ outcome: "accepted" }, accepted);
      events.inc({ outcome: "duplicate" }, duplicate);
      events.inc({ outcome: "conflict" }, conflict);
      bytes.inc(size);
    },
    observeCommit({ events: count, durationMs }) {
      commitSeconds.observe(durationMs / 1000);
      commitEvents.observe(count);
    },
    countRejected: (code) => rejected.inc({ reason: codeName(code) }),
    countLimit: (limit) => limits.inc({ limit }),
    countDenied: (reason) => denied.inc({ reason }),
    countStoreError: (code) => storeErrors.inc({ code }),
    countCheckpoint: (outcome) => checkpoints.inc({ outcome }),
    countRedaction: () => redactions.inc(),
    watch({ load, connections }) {
      gauge(registry, "chaukas_running_calls", "Calls that are worked on.", () => load().runningRequests);
      gauge(registry, "chaukas_queued_calls", "Calls that wait for their turn.", () => load().queuedRequests);
      gauge(registry, "chaukas_pending_bytes", "Bytes on their way into the store.", () => load().pendingBytes);
      gauge(registry, "chaukas_open_connections", "Open connections.", connections);
    },
    format: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** Name of a code as protocols write it, such as `invalid_argument`. */
function codeName(code: Code): string {
  return Code[code].replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
