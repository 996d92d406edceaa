// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const sequencesPerTenant = 2 ** 32;

/** Most tenants of one database: their numbers and sequences fit a safe integer together. */
export const maxTenants = 2 ** 21 - 1;

/** Most events of one tenant in one database. */
export const maxEventsOfTenant = sequencesPerTenant;

/** Id of an event in the table, from the number of its tenant and its sequence. */
export function toRowId(tenantNo: number, sequence: number): number {
  return tenantNo * sequencesPerTenant + sequence;
}

/** Sequence of the event with this id. */
export function toSequence(rowId: number): number {
  return rowId % sequencesPerTenant;
}

/** Number of the tenant of the event with this id. */
export function toTenantNo(rowId: number): number {
  return Math.floor(rowId / sequencesPerTenant);
}
