// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A tenant, as it is in columns and as it is shown. */
export interface TenantName {
  readonly column: string;
  readonly tenantId: string;
}
