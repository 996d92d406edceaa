// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../store/contract/event-store.js";
import { usageError } from "./cli-error.js";

/** How many tenants an error lists. */
const listed = 10;

/** Returns the named tenant, or else the only one of a store. Throws a `CliError` if there is no such tenant. */
export async function pickTenant(store: EventStore, named: string | undefined, command: string): Promise<string> {
  const tenants = await store.listTenants();
  const [only, ...others] = tenants;
  const picked = named ?? (others.length === 0 ? only : undefined);
  if (picked !== undefined && (named === undefined || tenants.includes(named))) {
    return picked;
  }
  const more = tenants.length > listed ? `, or ${tenants.length - listed} others` : "";
  const names = tenants.slice(0, listed).map((tenant) => JSON.stringify(tenant));
  const expected =
    only === undefined ? "expected one with events, but there are none" : `expected one of ${names.join(", ")}${more}`;
  throw usageError(`--tenant: ${expected}, got ${named === undefined ? "none" : JSON.stringify(named)}`, command);
}
