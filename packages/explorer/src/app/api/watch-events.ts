// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createParser } from "eventsource-parser";
import { type Connection, headersOf, withTenant } from "./connection.js";

/**
 * How a stream of events is doing. `lost`: the connection broke, and is tried again; `off`: the server has no streams, or
 * does not let its caller follow events any more.
 */
export type WatchState = "connecting" | "live" | "lost" | "off";

/** What happens on a stream. */
export interface WatchHandlers {
  onState(state: WatchState): void;
  /**
   * Called when a stream begins, unless it goes on where one ended. What was stored before is not in it. `isAgain`: the
   * server does not have the place where the last stream ended, as after the restore of a backup.
   */
  onBegin(isAgain: boolean): void;
  /** Called for each event, with its session. */
  onEvent(event: { readonly session_id?: string }): void;
}

/** Characters of a message, which a server must not make endless. The server limits an event to 1 MiB. */
const maxMessageLength = 4 * 1024 * 1024;
const firstPauseMs = 500;
const maxPauseMs = 30_000;

/**
 * Follows the events that match parameters of `GET /v1/events:watch`, and goes on when a stream ends, until the signal
 * aborts or the server refuses. While the page is hidden, it does not read, since browsers open few connections. Not an
 * `EventSource`, which cannot send a key.
 */
export async function watchEvents(
  connection: Connection,
  parameters: Readonly<Record<string, string>>,
  handlers: WatchHandlers,
  signal: AbortSignal,
): Promise<void> {
  let token = "";
  let isAgain = false;
  let pauseMs = firstPauseMs;
  handlers.onState("connecting");
  const onMessage = (type: string | undefined, id: string | undefined, data: string) => {
    if (type === "problem") {
      return (JSON.parse(data) as { status?: number }).status;
    }
    pauseMs = firstPauseMs;
    if (token === "") {
      handlers.onBegin(isAgain);
    }
    token = id ?? token;
    handlers.onState("live");
    if (type === undefined) {
      handlers.onEvent(JSON.parse(data));
    }
    return undefined;
  };
  while (!signal.aborted) {
    await untilVisible(signal);
    const hidden = new AbortController();
    const hide = () => document.hidden && hidden.abort();
    document.addEventListener("visibilitychange", hide);
    const status = await readStream(connection, parameters, token, {
      onMessage,
      signal: AbortSignal.any([signal, hidden.signal]),
    }).finally(() => document.removeEventListener("visibilitychange", hide));
    const isRefused = status !== undefined && status !== 429 && (status < 500 || status === 501);
    if (isRefused && (status !== 400 || token === "")) {
      handlers.onState("off");
      return;
    }
    if (isRefused) {
      token = "";
      isAgain = true;
    }
    if (!hidden.signal.aborted && !signal.aborted) {
      handlers.onState("lost");
      await pause(pauseMs, signal);
      pauseMs = Math.min(maxPauseMs, pauseMs * 2);
    }
  }
}

/** Reads one stream to its end. Resolves with the status of the problem that ended it, if there was one. */
async function readStream(
  connection: Connection,
  parameters: Readonly<Record<string, string>>,
  token: string,
  {
    onMessage,
    signal,
  }: {
    readonly onMessage: (type: string | undefined, id: string | undefined, data: string) => number | undefined;
    readonly signal: AbortSignal;
  },
): Promise<number | undefined> {
  let status: number | undefined;
  const parser = createParser({
    maxBufferSize: maxMessageLength,
    onEvent({ event, id, data }) {
      status = onMessage(event, id, data) ?? status;
    },
  });
  try {
    const response = await fetch(`${connection.baseUrl}/v1/events:watch${withTenant(connection, parameters)}`, {
      headers: { ...headersOf(connection, "text/event-stream"), ...(token !== "" && { "last-event-id": token }) },
      // Only the server that the user chose gets the key.
      redirect: "error",
      signal,
    });
    if (!response.ok || response.body === null) {
      return response.status;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parser.feed(part.value);
    }
  } catch {
    // The connection broke, or the stream is not wanted any more.
  }
  return status;
}

function untilVisible(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!document.hidden || signal.aborted) {
        document.removeEventListener("visibilitychange", check);
        signal.removeEventListener("abort", check);
        resolve();
      }
    };
    document.addEventListener("visibilitychange", check);
    signal.addEventListener("abort", check);
    check();
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
