// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type NewEvent, type OpenStoreOptions, openStore } from "@chaukas/server";

const batchSize = 2000;
const callsUnderWay = 4;

/** Appends `count` events to a store, which is opened and closed for that, and reports how far it is. */
export async function appendEvents(
  path: string,
  options: OpenStoreOptions,
  count: number,
  makeEvent: (position: number) => NewEvent,
): Promise<void> {
  const store = await openStore(path, options);
  let next = 0;
  const append = async () => {
    while (next < count) {
      const from = next;
      const end = Math.min(count, from + batchSize);
      next = end;
      await store.append(Array.from({ length: end - from }, (_, index) => makeEvent(from + index)));
      if (Math.floor(end / 500_000) !== Math.floor(from / 500_000)) {
        console.log(`  ${end} of ${count} events`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: callsUnderWay }, append));
  } finally {
    await store.close();
  }
}
