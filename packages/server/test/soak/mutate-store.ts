// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, type Random } from "../events/random.ts";
import type { SoakOptions, SoakResult } from "./lib/soak.ts";
import { buildLogStore, type LogStore } from "./mutations/build-log-store.ts";
import { createMutations, type Mutation, mutableColumns } from "./mutations/create-mutations.ts";
import { openMutator } from "./mutations/open-mutator.ts";
import { createQuickCheck, type Found } from "./mutations/quick-check.ts";
import { runCommands } from "./mutations/run-commands.ts";

/** Options of {@link mutateStore}. */
export interface MutateStoreOptions extends SoakOptions {
  readonly mutations: number;
  /** Number of events in the store. */
  readonly events: number;
  /**
   * Number of mutations that are also checked with the commands over the whole store, with the same result expected.
   */
  readonly whole: number;
}

/**
 * Alters a store in every way: changes a byte of a column, and removes, moves or adds a row. Expects `chaukas-verify`
 * to find each alteration in an export, or `fsck` if an export does not show it, and to name the record.
 */
export async function mutateStore(options: MutateStoreOptions): Promise<SoakResult> {
  const { mutations: total, events, whole, seed, report } = options;
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-mutate-"));
  try {
    report(`filling a store with ${events} events`);
    const log = await buildLogStore(join(folder, "events.db"), events);
    const mutator = openMutator(log.file);
    const check = await createQuickCheck(log);
    const make = createMutations(mutator, events, random);
    const plan = planMutations(make, random);
    const counts = new Map<string, number>();
    const faults: string[] = [];
    const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
    for (let index = 0; index < total; index++) {
      const mutation = plan(index);
      mutation.apply();
      const found = await check.find(mutation);
      const isSampled = Math.floor((index * whole) / total) !== Math.floor(((index + 1) * whole) / total);
      faults.push(...judge(mutation, found));
      if (found !== undefined && isSampled) {
        count("also found by the commands over the whole store");
        faults.push(...(await compareWithCommands(log, folder, mutation, found)));
      }
      mutation.undo();
      count(found === undefined ? "not found" : `found by ${found.by}`);
      count(`of ${mutation.name}`);
      if ((index + 1) % Math.ceil(total / 20) === 0) {
        report(`${index + 1} of ${total} mutations, ${faults.length} faults`);
      }
    }
    await check.close();
    mutator.close();
    const clean = await runCommands(log, folder, "fsck");
    if (clean !== undefined) {
      faults.push(`store at the end: expected no findings, got ${JSON.stringify(clean)}`);
    }
    return { figures: { mutations: total, events, ...Object.fromEntries([...counts].sort()) }, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Alternates between all columns and all ways to alter rows. */
function planMutations(make: ReturnType<typeof createMutations>, random: Random): (index: number) => Mutation {
  const columns = Object.entries(mutableColumns).flatMap(([table, names]) =>
    names.map((column) => () => make.changeColumn(table, column)),
  );
  // Only those who have kept a removed checkpoint can prove that it existed.
  const tables = Object.keys(mutableColumns).filter((table) => table !== "checkpoints");
  const rows = [
    () => make.deleteRow("events"),
    make.swapRows,
    make.insertRow,
    make.forgeReplacement,
    () => make.deleteRow(random.pick(tables)),
    () => make.deleteRow("events"),
    make.swapRows,
  ];
  return (index) => {
    const kinds = index % 5 === 4 ? rows : columns;
    const turn = index % 5 === 4 ? Math.floor(index / 5) : index - Math.floor(index / 5);
    return (kinds[turn % kinds.length] as () => Mutation)();
  };
}

function judge({ name, table, sequences }: Mutation, found: Found | undefined): string[] {
  if (found === undefined) {
    return [`${name} ${sequences}: expected to be found, was not`];
  }
  const isNamed =
    sequences.length > 0 ? found.sequence !== undefined && sequences.includes(found.sequence) : found.table === table;
  return isNamed ? [] : [`${name} ${sequences}: expected to be named, got ${JSON.stringify(found)}`];
}

async function compareWithCommands(
  log: LogStore,
  folder: string,
  { name, sequences }: Mutation,
  quick: Found,
): Promise<string[]> {
  const whole = await runCommands(log, folder, quick.by);
  return whole?.sequence === quick.sequence
    ? []
    : [`${name} ${sequences}: the commands found ${JSON.stringify(whole)}, the quick check ${JSON.stringify(quick)}`];
}
