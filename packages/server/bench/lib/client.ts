// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { batchSize } from "./captured-events.ts";
import type { Load } from "./load.ts";
import { openSender } from "./open-sender.ts";
import { createBodies, wireForms } from "./wire-forms.ts";

// A process that sends batches to a server. It prepares their bytes in advance, so that the client uses little of the
// machine. It starts on a message, and reports how many seconds it took until the last batch was acknowledged.
process.on("message", (message: Load | "go") => {
  message === "go" ? begin() : void run(message);
});
let begin = () => {};

async function run(load: Load): Promise<void> {
  const form = wireForms[load.form];
  const makeBody = createBodies(form);
  const bodies = Array.from({ length: load.batches }, (_, index) => makeBody(load.from + index));
  const senders = await Promise.all(Array.from({ length: load.connections }, () => openSender(load.port, load.http)));
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  process.send?.("ready");
  await started;
  const start = performance.now();
  await Promise.all(
    senders.map(async ({ post }) => {
      for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
        const answer = await post(form.path, form.headers, body);
        if (form.readAccepted(answer) !== batchSize) {
          throw new Error(`${load.form}: expected ${batchSize} accepted events, got ${answer.body}`);
        }
      }
    }),
  );
  process.send?.((performance.now() - start) / 1000);
  for (const { close } of senders) {
    close();
  }
}
