// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { checkTenant } from "./check-tenant.ts";
import { connectClients } from "./connect-clients.ts";
import type { Ledger } from "./create-ledger.ts";

/** Holds what a server gives of some tenants against the ledger, by all protocols in turn, and lists what is wrong. */
export async function checkTenants(url: string, ledger: Ledger, tenants: readonly string[]): Promise<string[]> {
  const clients = connectClients(url);
  const faults: string[] = [];
  try {
    for (const [index, tenantId] of tenants.entries()) {
      const client = clients.all[index % clients.all.length] ?? clients.grpc;
      faults.push(...(await checkTenant(client, ledger, tenantId)));
    }
    return faults;
  } finally {
    clients.close();
  }
}
