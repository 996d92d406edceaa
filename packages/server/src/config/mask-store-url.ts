// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Hides the password of a store's URL. What is no URL is returned as it is. */
export function maskStoreUrl(store: string): string {
  if (!/^postgres(ql)?:/.test(store)) {
    return store;
  }
  // Connection strings with several hosts are no URLs for the platform's parser.
  return store.replace(/^([^/]+\/\/[^:@/?]*):.*@/, "$1:***@").replace(/([?&]password=)[^&]*/gi, "$1***");
}
