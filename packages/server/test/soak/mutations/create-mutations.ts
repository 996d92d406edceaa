// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import type { Random } from "../../events/random.ts";
import { type Cell, changeByte } from "./change-byte.ts";
import type { OpenMutator } from "./open-mutator.ts";

/** An alteration of a store by an adversary. */
export interface Mutation {
  /** Name, such as `events.body` or `swap`. */
  readonly name: string;
  readonly table: string;
  /** Sequences of events, one of which must be named. Empty for tables without events. */
  readonly sequences: readonly number[];
  apply(): void;
  undo(): void;
}

/**
 * Columns by table, without those that nothing vouches for: `keys`, `meta.page_token_secret`, `checkpoints.signed_ms`.
 */
export const mutableColumns: Readonly<Record<string, readonly string[]>> = {
  events: [
    ...["id", "tenant_no", "seconds", "nanos", "type", "status", "severity", "received_ms", "event_id", "project_id"],
    ...["session_id", "agent_id", "span_id", "trace_id", "leaf", "commitment", "content_hash", "salt_key", "revision"],
    ...["opening", "body"],
  ],
  event_tags: ["tenant_no", "tag", "seconds", "nanos", "id"],
  tallies: ["tenant_no", "project_id", "type", "status", "severity", "events"],
  sessions: [
    ...["tenant_no", "session_id", "project_id", "events", "first_seconds", "first_nanos", "last_seconds"],
    "last_nanos",
  ],
  heads: ["tenant_no", "tenant_id", "next_sequence", "last_leaf", "frontier"],
  tiles: ["tenant_no", "level", "tile", "root", "middle", "hashes"],
  checkpoints: ["tenant_no", "size", "root", "note"],
  redactions: ["id", "revision", "record_id"],
};

const keys: Readonly<Record<string, readonly string[]>> = {
  events: ["id"],
  event_tags: ["tenant_no", "tag", "seconds", "nanos", "id"],
  tallies: ["tenant_no", "project_id", "type", "status", "severity"],
  sessions: ["tenant_no", "session_id", "project_id"],
  heads: ["tenant_no"],
  tiles: ["tenant_no", "level", "tile"],
  checkpoints: ["tenant_no", "size"],
  redactions: ["id", "revision"],
};

type Row = Record<string, Cell>;

/** Creates mutations of a store with a log of the given size. */
export function createMutations({ database, change }: OpenMutator, size: number, random: Random) {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
  const counts = new Map(Object.keys(mutableColumns).map((table) => [table, count(table)]));
  const firstId = 2 ** 32;

  const pickRow = (table: string): Row => {
    const total = counts.get(table) ?? 0;
    const statement =
      table === "events"
        ? database.prepare(`SELECT * FROM events WHERE id = ${firstId + random.integer(size)}`)
        : database.prepare(`SELECT * FROM ${table} LIMIT 1 OFFSET ${random.integer(total)}`);
    statement.setReadBigInts(true);
    // SQLite derives the class of a session, and refuses to insert it.
    const { class: _, ...row } = statement.get() as Row;
    return row;
  };
  const insert = (table: string, row: Row) => {
    const columns = Object.keys(row);
    const sql = `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
    database.prepare(sql).run(...Object.values(row));
  };
  const remove = (table: string, row: Row) => {
    const where = (keys[table] ?? []).map((column) => `${column} IS ?`).join(" AND ");
    const values = (keys[table] ?? []).map((column) => row[column] as Cell);
    if (database.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...values).changes !== 1) {
      throw new Error(`${table}: expected to remove one row`);
    }
  };
  const replace = (table: string, before: Row, after: Row) => {
    remove(table, before);
    insert(table, after);
  };
  const sequenceOf = (row: Row): number[] => ("id" in row ? [Number(row["id"] as bigint) % 2 ** 32] : []);

  return { changeColumn, deleteRow, swapRows, insertRow, forgeReplacement };

  /** Changes a byte of a column of some row that has one. */
  function changeColumn(table: string, column: string): Mutation {
    for (;;) {
      const before = pickColumnRow(table, column);
      const cell = before[column] as Cell;
      const changed = changeByte(cell, random);
      if (changed === undefined) {
        continue;
      }
      const value = typeof cell === "string" ? textOf(changed as Uint8Array) : changed;
      const after = { ...before, [column]: value };
      const sequences = [...sequenceOf(before), ...(column === "id" ? sequenceOf(after) : [])];
      if (canBe(table, before, after)) {
        return mutation(`${table}.${column}`, table, sequences, [[before, after]]);
      }
    }
  }

  /** Picks a row in which the column is set. Few rows have an `opening`. */
  function pickColumnRow(table: string, column: string): Row {
    if (table !== "events" || column !== "opening") {
      return pickRow(table);
    }
    const statement = database.prepare("SELECT * FROM events WHERE opening IS NOT NULL LIMIT 1");
    statement.setReadBigInts(true);
    return statement.get() as Row;
  }

  function deleteRow(table: string): Mutation {
    const row = pickRow(table);
    return mutation(`delete from ${table}`, table, sequenceOf(row), [[row, undefined]]);
  }

  /** Swaps the positions of two events. */
  function swapRows(): Mutation {
    for (;;) {
      const [one, other] = [pickRow("events"), pickRow("events")];
      if (one["id"] !== other["id"]) {
        const id = (row: Row) => row["id"] as Cell;
        const sequences = [...sequenceOf(one), ...sequenceOf(other)];
        return mutation("swap", "events", sequences, [
          [one, { ...other, id: id(one) }],
          [other, { ...one, id: id(other) }],
        ]);
      }
    }
  }

  /** Shows a value in place of a redacted one, which the commitment does not bind. */
  function forgeReplacement(): Mutation {
    const row = pickColumnRow("events", "opening");
    const event = fromBinary(EventSchema, row["body"] as Uint8Array);
    event.metadata = { forged: random.integer(1_000_000) };
    const forged = { ...row, body: toBinary(EventSchema, event) };
    return mutation("forge a replacement", "events", sequenceOf(row), [[row, forged]]);
  }

  /** Appends a copy of an event. */
  function insertRow(): Mutation {
    const row = pickRow("events");
    const id = BigInt(firstId + size);
    const added = { ...row, id, event_id: `${row["event_id"]}-again` };
    return mutation("insert", "events", [size], [[undefined, added]]);
  }

  function mutation(
    name: string,
    table: string,
    sequences: readonly number[],
    changes: readonly (readonly [before: Row | undefined, after: Row | undefined])[],
  ): Mutation {
    const run = (steps: readonly (readonly [Row | undefined, Row | undefined])[]) =>
      change(() => {
        for (const [before] of steps) {
          if (before !== undefined) {
            remove(table, before);
          }
        }
        for (const [, after] of steps) {
          if (after !== undefined) {
            insert(table, after);
          }
        }
      });
    return {
      name,
      table,
      sequences,
      apply: () => run(changes),
      undo: () => run(changes.map(([before, after]) => [after, before] as const)),
    };
  }

  /** Returns whether no other row has the key, and the column accepts the value. */
  function canBe(table: string, before: Row, after: Row): boolean {
    try {
      change(() => {
        replace(table, before, after);
        replace(table, after, before);
      });
      return true;
    } catch {
      return false;
    }
  }

  function textOf(bytes: Uint8Array): Cell {
    // Bytes other than UTF-8 would be replaced when written.
    const text = Buffer.from(bytes).toString();
    return Buffer.compare(Buffer.from(text), bytes) === 0 ? text : `${text}\u0003`;
  }
}
