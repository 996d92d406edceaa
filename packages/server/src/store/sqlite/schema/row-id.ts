// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const sequencesPerTenant = 2 ** 32;

/** Maximum number of tenants in one database. A tenant number and a sequence together fit a safe integer. */
export const maxTenants = 2 ** 21 - 1;

/** Maximum number of events of one tenant in one database. */
export const maxEventsPerTenant = sequencesPerTenant;

/** Returns the row id of the event with this tenant number and sequence. */
export function toRowId(tenantNo: number, sequence: number): number {
  return tenantNo * sequencesPerTenant + sequence;
}

/** Returns the sequence of the event with this row id. */
export function toSequence(rowId: number): number {
  return rowId % sequencesPerTenant;
}

/** Returns the tenant number of the event with this row id. */
export function toTenantNo(rowId: number): number {
  return Math.floor(rowId / sequencesPerTenant);
}
