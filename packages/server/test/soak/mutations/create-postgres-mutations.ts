// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Random } from "../../events/random.ts";
import { changeByte } from "./change-byte.ts";
import type { PlacedRow, PostgresMutator, Value } from "./open-postgres-mutator.ts";

/** An alteration of a store. */
export interface DoneMutation {
  readonly name: string;
  readonly table: string;
  /** Sequences of events, one of which must be named. Empty for tables without events. */
  readonly sequences: readonly number[];
}

/** Left out: what nothing vouches for, and the host of the logs, which only the names of checkpoints contradict. */
const listColumns = `
  select table_name as table, column_name as column from information_schema.columns
   where table_schema = 'chaukas' and table_name not in ('keys', 'secrets', 'properties', 'cursors', 'schema_version')
     and column_name <> 'signed_ms'
   order by table_name, ordinal_position`;

/** Creates a function that alternates between all columns and all ways to alter rows. */
export async function createPostgresMutations(
  { client, change }: PostgresMutator,
  tenantId: string,
  size: number,
  random: Random,
): Promise<{ readonly tables: readonly string[]; mutate(turn: number): Promise<DoneMutation> }> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(listColumns);
  const tables = [...new Set(columns.map(({ table }) => table))];
  const pickRow = async (table: string, column: string): Promise<PlacedRow> => {
    // The revision of other rows is 0, which a constraint enforces.
    const where = table === "events" && column === "revision" ? "revision > 0" : `${column} is not null`;
    const { rows } = await client.query<PlacedRow>(
      `select ctid::text, * from chaukas.${table} where ${where} order by ctid
       offset floor($1::float8 * (select count(*) from chaukas.${table} where ${where})) limit 1`,
      [random.next()],
    );
    return rows[0] as PlacedRow;
  };
  const sequenceOf = ({ sequence }: PlacedRow) => (sequence === undefined ? [] : [Number(sequence)]);
  const move = (from: number, to: number) =>
    `update chaukas.events set sequence = ${to} where tenant_id = $1 and sequence = ${from}`;

  const ways: (() => Promise<DoneMutation>)[] = [
    () => removeRow("events"),
    swapEvents,
    addEvent,
    // Only those who have kept a removed checkpoint can prove that it existed.
    () => removeRow(random.pick(tables.filter((table) => table !== "checkpoints"))),
  ];
  return {
    tables,
    mutate(turn) {
      if (turn % 5 === 4) {
        return (ways[Math.floor(turn / 5) % ways.length] as (typeof ways)[number])();
      }
      const { table, column } = columns[(turn - Math.floor(turn / 5)) % columns.length] as (typeof columns)[number];
      return changeColumn(table, column);
    },
  };

  /** Changes a byte of a column of some row to a value that the column accepts. */
  async function changeColumn(table: string, column: string): Promise<DoneMutation> {
    for (;;) {
      const row = await pickRow(table, column);
      const value = changeValue(row[column] as Value, random);
      try {
        if (value !== undefined) {
          await change(`update chaukas.${table} set ${column} = $1 where ctid = $2`, [value, row.ctid]);
          return { name: `${table}.${column}`, table, sequences: sequenceOf(row) };
        }
      } catch {
        // Another row has that key, or the column does not accept the value.
      }
    }
  }

  async function removeRow(table: string): Promise<DoneMutation> {
    const row = await pickRow(table, "tenant_id");
    await change(`delete from chaukas.${table} where ctid = $1`, [row.ctid]);
    return { name: `delete from ${table}`, table, sequences: sequenceOf(row) };
  }

  /** Swaps the positions of two events. */
  async function swapEvents(): Promise<DoneMutation> {
    const one = random.integer(size - 1);
    const other = one + 1 + random.integer(size - 1 - one);
    await change(
      `update chaukas.events set sequence = ${size} + case sequence when ${one} then ${other} else ${one} end
        where tenant_id = $1 and sequence in (${one}, ${other})`,
      [tenantId],
    );
    await change(move(size + one, one), [tenantId]);
    await change(move(size + other, other), [tenantId]);
    return { name: "swap", table: "events", sequences: [one, other] };
  }

  /** Appends a copy of an event. */
  async function addEvent(): Promise<DoneMutation> {
    const row = await pickRow("events", "salt_key");
    const names = columns.filter(({ table }) => table === "events").map(({ column }) => column);
    const values = names.map((name) => ({ sequence: `${size}`, event_id: "event_id || '-again'" })[name] ?? name);
    await change(`insert into chaukas.events (${names}) select ${values} from chaukas.events where ctid = $1`, [
      row.ctid,
    ]);
    return { name: "insert", table: "events", sequences: [size] };
  }
}

function changeValue(value: Value, random: Random): unknown {
  if (Array.isArray(value)) {
    const place = random.integer(value.length);
    const term = value[place];
    return term === undefined ? undefined : value.with(place, String(changeValue(term, random)));
  }
  if (typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value))) {
    return String(changeByte(BigInt(value), random));
  }
  const changed = changeByte(value, random);
  return typeof value === "string" && changed !== undefined ? textOf(changed as Uint8Array) : changed;
}

/** Replaces bytes that PostgreSQL does not accept as text. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString().replaceAll("\0", "\u0003");
}
