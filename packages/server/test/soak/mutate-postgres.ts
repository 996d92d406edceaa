// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseVerifierKey } from "@chaukas/spec-integrity";
import pg from "pg";
import type { StoreFinding } from "../../dist/store/check/store-finding.js";
import { checkPostgres } from "../../dist/store/postgres/check/check-postgres.js";
import { createRandom } from "../events/random.ts";
import { startPostgres } from "../postgres/start-postgres.ts";
import type { SoakOptions, SoakResult } from "./lib/soak.ts";
import { buildLogStore, type LogStore } from "./mutations/build-log-store.ts";
import { createPostgresMutations, type DoneMutation } from "./mutations/create-postgres-mutations.ts";
import { openPostgresMutator, type PostgresMutator } from "./mutations/open-postgres-mutator.ts";

/** Options of {@link mutatePostgres}. */
export interface MutatePostgresOptions extends SoakOptions {
  readonly mutations: number;
  /** Number of events in the store, all of which are checked after each mutation. */
  readonly events: number;
}

/**
 * Alters a PostgreSQL store in every way: changes a byte of a column, and removes, moves or adds a row. Expects the
 * check of `fsck` to find each alteration, and to name the record or the table.
 */
export async function mutatePostgres(options: MutatePostgresOptions): Promise<SoakResult> {
  const { events, report } = options;
  const server = await startPostgres();
  try {
    report(`filling a store with ${events} events`);
    const log = await buildLogStore(await server.createDatabase(), events);
    const mutator = await openPostgresMutator(log.file);
    try {
      return await mutateEach(log, mutator, options);
    } finally {
      await mutator.close();
    }
  } finally {
    await server.stop();
  }
}

async function mutateEach(
  log: LogStore,
  mutator: PostgresMutator,
  { mutations: total, events, seed, report }: MutatePostgresOptions,
): Promise<SoakResult> {
  const { tables, mutate } = await createPostgresMutations(mutator, log.tenantId, events, createRandom(seed));
  await mutator.keep(tables);
  const counts = new Map<string, number>();
  const faults = judgeClean("at the start", await findInPostgres(log));
  for (let index = 0; index < total; index++) {
    const done = await mutate(index);
    faults.push(...judge(done, await findInPostgres(log)));
    await mutator.restore(done.table);
    counts.set(`of ${done.name}`, (counts.get(`of ${done.name}`) ?? 0) + 1);
    if ((index + 1) % Math.ceil(total / 20) === 0) {
      report(`${index + 1} of ${total} mutations, ${faults.length} faults`);
    }
  }
  faults.push(...judgeClean("at the end", await findInPostgres(log)));
  return { figures: { mutations: total, events, ...Object.fromEntries([...counts].sort()) }, faults };
}

type Findings = Awaited<ReturnType<typeof findInPostgres>>;

function judgeClean(when: string, findings: Findings): string[] {
  return findings.length === 0 ? [] : [`store ${when}: expected no findings, got ${JSON.stringify(findings[0])}`];
}

function judge({ name, table, sequences }: DoneMutation, findings: Findings): string[] {
  if (findings.length === 0) {
    return [`${name} ${sequences}: expected to be found, was not`];
  }
  const isNamed = findings.some(({ table: found, sequence }) =>
    sequences.length > 0 ? sequence !== undefined && sequences.includes(sequence) : found === table,
  );
  return isNamed ? [] : [`${name} ${sequences}: expected to be named, got ${JSON.stringify(findings[0])}`];
}

/** Lists the findings of `fsck` in a PostgreSQL store. */
async function findInPostgres({ file: url, key }: LogStore): Promise<StoreFinding[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const findings: StoreFinding[] = [];
  try {
    const options = { verifiers: [parseVerifierKey(key)], onTotal() {}, onProgress() {} };
    await checkPostgres(client, (finding) => void findings.push(finding), options);
  } finally {
    await client.end();
  }
  return findings;
}
