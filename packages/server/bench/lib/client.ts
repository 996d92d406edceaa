// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as wait } from "node:timers/promises";
import { makeEvents } from "./captured-events.ts";
import type { Load, Sent } from "./load.ts";
import { openSender } from "./open-sender.ts";
import { wireForms } from "./wire-forms.ts";

// A process that sends events to a server. It prepares their bytes in advance, so that the client uses little of the
// machine. It starts on a message, and reports how long it took until everything was acknowledged.
process.on("message", (message: Load | "go") => {
  message === "go" ? begin() : void run(message);
});
let begin = () => {};

async function run(load: Load): Promise<void> {
  const { requests, eventsPerRequest, rate, keys } = load;
  const form = wireForms[load.form];
  const bodies = Array.from({ length: requests }, (_, index) =>
    form.write(makeEvents(keys, load.from + index * eventsPerRequest, eventsPerRequest)),
  );
  const senders = await Promise.all(Array.from({ length: load.connections }, () => openSender(load.port, load.http)));
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  process.send?.("ready");
  await started;
  const start = performance.now();
  const latencies: number[] = [];
  let next = 0;
  await Promise.all(
    senders.map(async ({ post }) => {
      while (next < requests) {
        const body = bodies[next] as Buffer;
        const due = rate === undefined ? performance.now() : start + (next / rate) * 1000;
        next += 1;
        await waitUntil(due);
        const sent = performance.now();
        const answer = await post(form.path, form.headers, body);
        latencies.push(performance.now() - sent);
        if (form.readAccepted(answer) !== eventsPerRequest) {
          throw new Error(`${load.form}: expected ${eventsPerRequest} accepted events, got ${answer.body}`);
        }
      }
    }),
  );
  process.send?.({ seconds: (performance.now() - start) / 1000, latencies } satisfies Sent);
  for (const { close } of senders) {
    close();
  }
}

async function waitUntil(due: number): Promise<void> {
  const ms = due - performance.now();
  if (ms > 0) {
    await wait(ms);
  }
}
