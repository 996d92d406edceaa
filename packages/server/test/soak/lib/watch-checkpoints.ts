// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { ConnectError } from "@connectrpc/connect";
import { connectAuditors } from "./connect-auditors.ts";
import type { Notary } from "./create-notary.ts";
import type { Random } from "./random.ts";

/** Asks several servers at once for new checkpoints of the same logs. */
export interface CheckpointWatch {
  /** Stops, and has every server prove all that was kept. */
  finish(): Promise<void>;
}

/** Begins to ask servers for checkpoints, each for each log, and lets notaries keep them. */
export function watchCheckpoints(
  urls: readonly string[],
  notaries: readonly Notary[],
  random: Random,
): CheckpointWatch {
  const clients = urls.map(connectAuditors);
  let isOver = false;

  async function ask(notary: Notary, own: Random, url: number): Promise<void> {
    const { tenantId } = notary;
    while (!isOver) {
      try {
        const audit = own.pick(clients[url]?.all ?? []);
        notary.keep((await audit.getCheckpoint({ tenantId, minSize: BigInt(notary.size + 1) })).checkpoint);
      } catch (error) {
        // Unless nothing was added since, for which REST has no code of its own.
        if (!ConnectError.from(error).rawMessage.startsWith("min_size: expected at most")) {
          notary.faults.push(`${tenantId}: expected a checkpoint, got ${error}`);
        }
        await sleep(20);
      }
    }
  }

  const asked = Promise.all(urls.flatMap((_, url) => notaries.map((notary) => ask(notary, random.split(), url))));
  return {
    async finish() {
      isOver = true;
      await asked;
      for (const { all, close } of clients) {
        await Promise.all(notaries.map((notary) => notary.checkAll(all[0])));
        close();
      }
    },
  };
}
