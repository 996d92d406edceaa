// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { onTestFinished } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

/** Options of {@link startTestServer}. */
export interface TestServerOptions {
  readonly flags?: readonly string[];
  readonly prelude?: string;
  /** Store to use instead of a new one. */
  readonly store?: string;
}

/** Starts the built server in a separate process, and kills it when the test has finished. */
export async function startTestServer(options: TestServerOptions = {}): Promise<ServerProcess> {
  const { store = makeStorePath(), flags = [], prelude } = options;
  const allFlags = ["--default-tenant", "acme", ...flags];
  const server = await startServerProcess({ store, flags: allFlags, ...(prelude === undefined ? {} : { prelude }) });
  onTestFinished(() => server.kill());
  return server;
}
