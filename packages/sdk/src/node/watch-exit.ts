// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { CheckedOptions } from "../core/chaukas-options.js";
import type { ExitHooks, Platform } from "../core/platform.js";
import { encodeBatch } from "../delivery/encode-batch.js";
import type { QueuedEvent } from "../delivery/queued-event.js";
import { printEventLine } from "./print-event-line.js";

const signals = ["SIGTERM", "SIGINT"] as const;
const listeners = new Map<ExitHooks, CheckedOptions>();

/**
 * Flushes when the event loop is empty (`beforeExit`) and on SIGTERM and SIGINT, if the application does not handle them,
 * before the process ends by that signal. On `exit`, after `process.exit` or an uncaught error, no promise is awaited any
 * more: what is in memory only is sent by a child process.
 */
export const watchExit: Platform["watchExit"] = (hooks, options) => {
  listeners.set(hooks, options);
  let hasFailed = false;
  const flush = async () => {
    // Once only, if it fails: `beforeExit` is emitted again after it, and the process would never end.
    if (!hasFailed) {
      hasFailed = !(await hooks.flush());
    }
  };
  const onExit = () => sendSync(hooks.endangered(), options);
  process.on("beforeExit", flush);
  process.on("exit", onExit);
  if (listeners.size === 1) {
    for (const signal of signals) {
      process.on(signal, endBySignal);
    }
  }
  return () => {
    listeners.delete(hooks);
    process.off("beforeExit", flush);
    process.off("exit", onExit);
    if (listeners.size === 0) {
      for (const signal of signals) {
        process.off(signal, endBySignal);
      }
    }
  };
};

async function endBySignal(signal: NodeJS.Signals): Promise<void> {
  // An application that handles the signal decides itself when the process ends.
  if (process.listenerCount(signal) > 1) {
    return;
  }
  await Promise.all(
    [...listeners].map(async ([hooks, options]) => {
      if (!(await hooks.flush())) {
        reportLost(hooks.endangered(), options, "the server did not take them in time");
      }
    }),
  );
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}

/** Sends requests one after the other. It gets them on its standard input, so that no key is in a list of processes. */
const childScript = `
  import { readFileSync } from "node:fs";
  const { url, headers, bodies } = JSON.parse(readFileSync(0, "utf8"));
  for (const body of bodies) {
    const init = { method: "POST", headers, body: Buffer.from(body, "base64"), redirect: "manual" };
    const response = await fetch(url, init);
    if (!response.ok) process.exitCode = 1;
  }
`;

function sendSync(events: readonly QueuedEvent[], options: CheckedOptions): void {
  if (events.length === 0) {
    return;
  }
  if (options.file !== undefined) {
    appendFileSync(options.file, events.map(({ bytes }) => printEventLine(bytes)).join(""), { mode: 0o600 });
    return;
  }
  const path = "/chaukas.spec.client.v1.ChaukasClientService/IngestEventBatch";
  const headers = {
    "content-type": "application/proto",
    "connect-protocol-version": "1",
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
  };
  const bodies: string[] = [];
  for (let at = 0; at < events.length; at += options.batch.maxEvents) {
    const batch = events.slice(at, at + options.batch.maxEvents).map(({ bytes }) => bytes);
    bodies.push(Buffer.from(encodeBatch(batch)).toString("base64"));
  }
  const { status, error } = spawnSync(process.execPath, ["--input-type=module", "--eval", childScript], {
    input: JSON.stringify({ url: options.baseUrl.replace(/\/+$/, "") + path, headers, bodies }),
    timeout: options.exitTimeoutMs,
    stdio: ["pipe", "ignore", "ignore"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  if (status !== 0) {
    reportLost(events, options, error === undefined ? "the server did not accept them" : error.message);
  }
}

function reportLost(events: readonly QueuedEvent[], { onFault }: CheckedOptions, reason: string): void {
  if (events.length > 0) {
    const fault = new Error(`${events.length} events are lost at the end of the process: ${reason}`);
    if (onFault === undefined) {
      console.warn(`@chaukas/sdk: ${fault.message}`);
    } else {
      onFault(fault);
    }
  }
}
