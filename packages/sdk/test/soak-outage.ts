// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Kills the server for a minute while events are emitted, and checks that each is stored once.
import { parseArgs } from "node:util";
import { outlastOutage } from "./outlast-outage.ts";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" } } });
const { emitted, lost, twice, faults } = await outlastOutage(Number(values.seconds) * 1000);
console.log(
  `${values.seconds} s without a server, ${emitted} events emitted, ${lost.length} lost, ${twice.length} stored twice, ` +
    `${faults} faults reported`,
);
if (lost.length + twice.length > 0 || faults === 0) {
  console.error({ lost, twice });
  process.exitCode = 1;
}
