// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChaukasClient, createChaukasClient } from "@chaukas/spec-client";
import { registerChaukasServices } from "@chaukas/spec-server";
import { createRouterTransport } from "@connectrpc/connect";
import { createServerBackend } from "../backend/create-server-backend.js";
import type { EventStore } from "../store/event-store.js";

/** A client of a server within this process, so that an import is held to the same rules as any other caller. */
export function createStoreClient(store: EventStore): ChaukasClient {
  const { backend, handlerOptions } = createServerBackend(store, { authentication: "none" });
  const transport = createRouterTransport((router) => registerChaukasServices(router, backend, handlerOptions));
  return createChaukasClient({ transport });
}
