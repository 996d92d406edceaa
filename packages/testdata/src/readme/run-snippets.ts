// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Snippet } from "./read-snippets.ts";
import { type RunningSnippet, startSnippet } from "./start-snippet.ts";

/** Runs snippets that were written to the folder, one after the other, with the servers among them beside. */
export async function runSnippets(name: string, folder: string, snippets: Snippet[], timeoutMs: number): Promise<void> {
  const servers: RunningSnippet[] = [];
  try {
    for (const snippet of snippets) {
      const running = startSnippet(name, folder, snippet, timeoutMs);
      if (snippet.isServer) {
        servers.push(running);
        await running.waitForOutput();
      } else {
        await running.waitForEnd();
      }
    }
  } catch (error) {
    // What a server has to say at its end would hide why it is ended early.
    await Promise.allSettled(servers.map((server) => server.stop()));
    throw error;
  }
  await Promise.all(servers.map((server) => server.stop()));
}
