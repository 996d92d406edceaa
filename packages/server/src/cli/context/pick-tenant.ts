// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../store/contract/event-store.js";
import { usageError } from "./cli-error.js";

/** How many tenants an error lists. */
const listed = 10;

/** Returns the named tenant, or else the only one of a store. Throws a `CliError` if there are several, or none. */
export async function pickTenant(store: EventStore, named: string | undefined, command: string): Promise<string> {
  if (named !== undefined) {
    return named;
  }
  const tenants = await store.listTenants();
  const [only, ...others] = tenants;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const more = tenants.length > listed ? `, or ${tenants.length - listed} others` : "";
  const names = tenants.slice(0, listed).map((tenant) => JSON.stringify(tenant));
  const expected =
    only === undefined ? "expected one, since the store has no events" : `expected one of ${names.join(", ")}${more}`;
  throw usageError(`--tenant: ${expected}, got none`, command);
}
