// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SQLInputValue } from "node:sqlite";

/** A fragment of SQL with the values of its parameters, in order. */
export interface SqlPart {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Joins fragments with a text between them. */
export function joinSql(parts: readonly SqlPart[], between: string): SqlPart {
  return { sql: parts.map(({ sql }) => sql).join(between), values: parts.flatMap(({ values }) => values) };
}

/** Returns the condition that a column has one of the values, of which there may be any number. */
export function isOneOf(column: string, values: readonly (string | number)[]): SqlPart {
  return values.length === 1
    ? { sql: `${column} = ?`, values }
    : { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}
