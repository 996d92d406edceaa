// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { forge } from "./forge.ts";

const usage = `usage: pnpm --filter @chaukas/spec-integrity run soak:forge [--count COUNT] [--seed SEED]

Forges COUNT trails (default: 20000) from honest ones, and exits with code 1 if a verifier proves one of them.`;

const { values } = parseArgs({
  // pnpm passes on the separator before the options.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 32)) },
    help: { type: "boolean", default: false },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (values.help) {
  console.log(usage);
} else if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error(usage);
  process.exitCode = 2;
} else {
  console.log(`forge: ${count}, seed ${seed}`);
  const { figures, faults } = forge({ count, seed, report: console.log });
  for (const [name, figure] of Object.entries(figures)) {
    console.log(`  ${name}: ${figure}`);
  }
  for (const fault of faults.slice(0, 100)) {
    console.error(`broken: ${fault}`);
  }
  console.log(faults.length === 0 ? "every promise was kept" : `${faults.length} promises were broken`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
