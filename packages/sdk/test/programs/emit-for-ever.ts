// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Emits events until it is killed, and prints the id of each that is taken.
import { writeSync } from "node:fs";
import { createChaukas } from "@chaukas/sdk";

const [run = "0"] = process.argv.slice(2);
const chaukas = createChaukas({ tenantId: "acme", batch: { delayMs: 5 } });
async function emitOne(index: number): Promise<void> {
  const eventId = `run${run}-${index}`;
  if (await chaukas.emit({ type: 63, eventId, metadata: { padding: "x".repeat(index % 700) } })) {
    // At once, so that the kill does not hide it.
    writeSync(1, `${eventId}\n`);
  }
}
for (let index = 0; ; index += 5) {
  await Promise.all([0, 1, 2, 3, 4].map((offset) => emitOne(index + offset)));
}
