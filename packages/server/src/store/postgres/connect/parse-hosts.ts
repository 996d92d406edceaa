// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientConfig } from "pg";
import { StoreError } from "../../contract/store-error.js";

/**
 * Reads a connection string that may name several hosts, as libpq does: `postgres://user@a:5432,b:5432/name`.
 * Returns what connects to each of them, in the order given.
 */
export function parseHosts(url: string): readonly ClientConfig[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]*)(.*)$/is.exec(url);
  if (parts === null) {
    // The value is left out, since it may hold a password.
    throw new StoreError("unsupported", "connection string: expected postgres://user@host:port/database");
  }
  const [, start = "", hosts = "", end = ""] = parts;
  return hosts.split(",").map((host) => ({ connectionString: `${start}${host}${end}` }));
}
