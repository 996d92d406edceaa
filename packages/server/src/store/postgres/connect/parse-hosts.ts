// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientConfig } from "pg";
import { StoreError } from "../../contract/store-error.js";

/**
 * Parses a connection string that may list several hosts, as in libpq: `postgres://user@a:5432,b:5432/name`. Returns
 * the configuration for each host, in the given order.
 */
export function parseHosts(url: string): readonly ClientConfig[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]*)(.*)$/is.exec(url);
  if (parts === null) {
    // The value is omitted because it may contain a password.
    throw new StoreError("unsupported", "connection string: expected postgres://user@host:port/database");
  }
  const [, start = "", hosts = "", end = ""] = parts;
  return hosts.split(",").map((host) => ({ connectionString: `${start}${host}${end}` }));
}
