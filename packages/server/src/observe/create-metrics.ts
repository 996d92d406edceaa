// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Code } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

import type { Signal } from "../forward/forward-hooks.js";
import type { StoreCommit } from "../store/contract/observe-commits.js";
import type { IngestCounts, LimitName, ServerLoad } from "./server-hooks.js";

/**
 * Metrics of the server for Prometheus. Labels contain no values chosen by callers, except for the numbers of the first
 * 100 unknown fields.
 */
export interface Metrics {
  /** Records a call that has ended. */
  observeCall(call: { protocol: string; method: string; code: Code | undefined; seconds: number }): void;
  countIngested(counts: IngestCounts): void;
  /** Records a transaction of the store. */
  observeCommit(commit: StoreCommit): void;
  countRejected(code: Code): void;
  /** Counts a request that is refused before its call begins. */
  countUnreadable(code: Code): void;
  /** Counts a field that was left out of an event, since the server does not know it. */
  countUnknownField(field: { readonly messageName: string; readonly number: number }): void;
  countLimit(limit: LimitName | "connections"): void;
  countDenied(reason: string): void;
  countStoreError(code: string): void;
  /** Counts an attempt to sign a log. `fault`: it contradicts its last checkpoint; `failed`: it will be retried. */
  countCheckpoint(outcome: "signed" | "fault" | "failed"): void;
  countRedaction(): void;
  countClockStep(): void;
  /** Counts spans or log records that were forwarded, or that the endpoint refused. */
  countForwarded(signal: Signal, outcome: "sent" | "refused", items: number): void;
  /** Counts a request to the endpoint that failed and is retried. */
  countForwardFailure(): void;
  /** Sets the sources of the load, the number of connections, and the bytes of answers that callers have not read. */
  watch(read: { load(): ServerLoad; connections(): number; unreadBytes(): number }): void;
  /** Returns all metrics in the Prometheus text format, with its media type. */
  format(): Promise<{ contentType: string; text: string }>;
}

/** Maximum number of unknown fields with a time series of their own. Callers can send any number of them. */
const maxUnknownFields = 100;

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Metrics of the library whose suffix is that of a counter, although they are gauges, which `promtool check metrics`
 * refuses. They are the sums of `nodejs_active_handles`, `nodejs_active_requests` and `nodejs_active_resources`.
 */
const misnamed = ["nodejs_active_handles_total", "nodejs_active_requests_total", "nodejs_active_resources_total"];

/** Creates metrics in a separate registry, so that several servers can run in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) {
    registry.removeSingleMetric(name);
  }
  const calls = new Histogram({
    name: "chaukas_call_duration_seconds",
    help: "Duration of calls by protocol, method and code.",
    labelNames: ["protocol", "method", "code"] as const,
    buckets: secondsBuckets,
    registers,
  });
  const commitSeconds = new Histogram({
    name: "chaukas_commit_duration_seconds",
    help: "Duration of transactions that made events durable.",
    buckets: secondsBuckets,
    registers,
  });
  const commitEvents = new Histogram({
    name: "chaukas_commit_events",
    help: "Events per transaction that made events durable.",
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
    registers,
  });
  const events = counter("chaukas_events_total", "Events by outcome.", ["outcome"]);
  const rejected = counter("chaukas_events_rejected_total", "Events that were not stored, by code.", ["reason"]);
  const unknownFields = counter(
    "chaukas_unknown_fields_total",
    "Fields left out of events, since the server does not know them, by message and number.",
    ["message", "number"],
  );
  const unreadable = counter(
    "chaukas_unreadable_requests_total",
    "Requests refused before their call began, such as those with a body that cannot be read, by code.",
    ["reason"],
  );
  const knownNumbers = new Set<string>();
  const bytes = counter("chaukas_event_bytes_total", "Bytes of events passed to the store, in binary form.", []);
  const limits = counter("chaukas_limit_hits_total", "Calls and connections refused by a limit, by limit.", ["limit"]);
  const denied = counter("chaukas_denied_calls_total", "Calls refused for their credentials, by reason.", ["reason"]);
  const storeErrors = counter("chaukas_store_errors_total", "Errors of the store, by code.", ["code"]);

  const checkpoints = counter("chaukas_checkpoints_total", "Attempts to sign a log, by outcome.", ["outcome"]);
  const clockSteps = counter("chaukas_clock_steps_total", "Times that the clock was found to be set back.", []);
  const forwarded = counter(
    "chaukas_forwarded_total",
    "Spans and log records forwarded to an OTLP endpoint, by signal and outcome.",
    ["signal", "outcome"],
  );
  const forwardFailures = counter(
    "chaukas_forward_failures_total",
    "Failed requests to that endpoint, which are retried.",
    [],
  );
  const redactions = counter("chaukas_redactions_total", "Redactions of events.", []);

  function counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers });
  }
  return {
    observeCall({ protocol, method, code, seconds }) {
      calls.observe({ protocol, method, code: code === undefined ? "ok" : codeToString(code) }, seconds);
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
    countRejected: (code) => rejected.inc({ reason: codeToString(code) }),
    countUnreadable: (code) => unreadable.inc({ reason: codeToString(code) }),
    countUnknownField({ messageName, number }) {
      const key = `${messageName}.${number}`;
      if (knownNumbers.size < maxUnknownFields) {
        knownNumbers.add(key);
      }
      unknownFields.inc({ message: messageName, number: knownNumbers.has(key) ? String(number) : "other" });
    },
    countLimit: (limit) => limits.inc({ limit }),
    countDenied: (reason) => denied.inc({ reason }),
    countStoreError: (code) => storeErrors.inc({ code }),
    countCheckpoint: (outcome) => checkpoints.inc({ outcome }),
    countRedaction: () => redactions.inc(),
    countClockStep: () => clockSteps.inc(),
    countForwarded: (signal, outcome, items) => forwarded.inc({ signal, outcome }, items),
    countForwardFailure: () => forwardFailures.inc(),
    watch({ load, connections, unreadBytes }) {
      gauge(registry, "chaukas_running_calls", "Calls being processed.", () => load().runningRequests);
      gauge(registry, "chaukas_queued_calls", "Calls waiting for their turn.", () => load().queuedRequests);
      gauge(
        registry,
        "chaukas_pending_bytes",
        "Bytes of events on their way into the store.",
        () => load().pendingBytes,
      );
      gauge(registry, "chaukas_watches", "Streams of events that callers follow.", () => load().watches);
      gauge(registry, "chaukas_open_connections", "Open connections.", connections);
      gauge(registry, "chaukas_unread_bytes", "Bytes of answers that callers have not read.", unreadBytes);
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
