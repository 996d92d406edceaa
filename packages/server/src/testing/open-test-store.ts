// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../store/event-store.js";
import { createModelStore } from "./create-model-store.js";

/** Opens an empty store for one test. */
export async function openTestStore(): Promise<{ store: EventStore; dispose: () => Promise<void> }> {
  const store = createModelStore();
  return { store, dispose: () => store.close() };
}
