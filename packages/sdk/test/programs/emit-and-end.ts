// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Emits ten events, prints a line for each that is taken, and ends in the way that the argument names. Faults are printed by
// a hook, unless the environment says HOOKS=off.
import { createChaukas } from "@chaukas/sdk";

const [way = "return", exitTimeoutMs = "5000"] = process.argv.slice(2);
const chaukas = createChaukas({
  tenantId: "acme",
  batch: { delayMs: 60_000 },
  exitTimeoutMs: Number(exitTimeoutMs),
  onFault: process.env["HOOKS"] === "off" ? undefined : ({ message }) => console.error(message),
});
for (let index = 0; index < 10; index++) {
  if (await chaukas.emit({ type: 63, eventId: `e${index}` })) {
    console.log(`e${index}`);
  }
}
if (way === "throw") {
  throw new Error("the program fails");
}
if (way === "exit") {
  process.exit(3);
}
if (way === "wait") {
  console.log("waiting");
  setInterval(() => {}, 1000);
}
