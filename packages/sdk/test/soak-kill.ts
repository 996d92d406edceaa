// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Kills programs that emit events with a spool, and checks that every event that was taken is stored once.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killEmitters } from "./kill-emitter.ts";
import { serveEvents } from "./serve-events.ts";

const { values } = parseArgs({ options: { count: { type: "string", default: "200" } } });
const count = Number(values.count);
const server = await serveEvents();
const spool = mkdtempSync(join(tmpdir(), "chaukas-soak-"));
const { taken, lost, twice } = await killEmitters(server, spool, count, Math.random, (run) => {
  if ((run + 1) % 20 === 0) {
    console.log(`${run + 1} of ${count} programs killed`);
  }
});
console.log(`${count} kills, ${taken} events taken, ${lost.length} lost, ${twice.length} stored twice`);
const left = readdirSync(spool);
await server.close();
rmSync(spool, { recursive: true });
if (lost.length + twice.length + left.length > 0 || taken < count) {
  console.error({ lost, twice, left });
  process.exitCode = 1;
}
