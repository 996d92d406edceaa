// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RestRequest } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";

/** Query parameters of a URL. */
export interface QueryValues<Name extends string> {
  /** Returns the value, or an empty string if absent. */
  text(name: Name): string;
  /** Returns the value, or 0 if absent. Throws `invalid_argument` unless it is an integer from 0 to 2^53 − 1. */
  integer(name: Name): number;
}

/** Reads the query parameters of a URL. Throws `invalid_argument` for unknown and for repeated parameters. */
export function readQuery<Name extends string>(
  { query }: Pick<RestRequest, "query">,
  names: readonly Name[],
): QueryValues<Name> {
  for (const name of new Set(query.keys())) {
    const count = query.getAll(name).length;
    if (!names.some((known) => known === name)) {
      throw invalid(`query: expected only ${names.join(", ")}, got ${JSON.stringify(name)}`);
    }
    if (count > 1) {
      throw invalid(`${name}: expected one value, got ${count}`);
    }
  }
  return {
    text: (name) => query.get(name) ?? "",
    integer(name) {
      const text = query.get(name) ?? "0";
      if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(Number(text))) {
        throw invalid(`${name}: expected an integer from 0 to 2^53 - 1, got ${JSON.stringify(text.slice(0, 64))}`);
      }
      return Number(text);
    },
  };
}

function invalid(problem: string): ConnectError {
  return new ConnectError(problem, Code.InvalidArgument);
}
