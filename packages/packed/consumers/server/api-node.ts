// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// An application that embeds the server. It is compiled, not run.
import {
  createKey,
  defaultServerConfig,
  type EventStore,
  isServerStartError,
  openStore,
  type RunningServer,
  type ServerConfig,
  startServer,
} from "@chaukas/server";

const config: Partial<ServerConfig> = { port: 0, store: "events.db", logLevel: "silent" };
export const drainSeconds: number = defaultServerConfig.drainSeconds;
// @ts-expect-error
export const misspelt: Partial<ServerConfig> = { tenant: "acme" };

export async function runServer(): Promise<string> {
  const store: EventStore = await openStore("events.db", { maxQueryMs: 1_000 });
  await createKey(store.keys, { tenantId: "acme", scopes: ["ingest"] });
  try {
    const server: RunningServer = await startServer(config, { store });
    await server.close();
    return server.url;
  } catch (error) {
    return isServerStartError(error) ? error.remedy : String(error);
  }
}
