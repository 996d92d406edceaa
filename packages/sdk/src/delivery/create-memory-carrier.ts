// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Carrier, createRoomQueue } from "./carrier.js";
import { createDelivery } from "./create-delivery.js";
import type { DeliveryOptions } from "./delivery-options.js";
import type { EventSink, QueuedEvent } from "./queued-event.js";

/** Creates a carrier that keeps events in memory until they are stored. */
export function createMemoryCarrier(sink: EventSink, options: DeliveryOptions): Carrier {
  const room = createRoomQueue();
  const delivery = createDelivery(sink, {
    ...options,
    onRoom() {
      options.onRoom();
      room.admit(() => delivery.hasRoom(1));
    },
  });
  async function takeLater(event: QueuedEvent): Promise<boolean> {
    while (!delivery.hasRoom(event.bytes.length)) {
      await room.wait();
    }
    delivery.add(event);
    return true;
  }
  return {
    take(event) {
      // What waits for room comes first.
      if (room.size === 0 && delivery.hasRoom(event.bytes.length)) {
        delivery.add(event);
        return true;
      }
      return options.queue.whenFull === "block" ? takeLater(event) : false;
    },
    flush: (timeoutMs) => delivery.flush(timeoutMs),
    async close(timeoutMs) {
      await delivery.flush(timeoutMs);
      return delivery.stop().length;
    },
    endangered: () => delivery.waiting(),
  };
}
