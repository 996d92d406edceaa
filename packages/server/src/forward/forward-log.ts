// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createOpenSpans, type OpenSpans, type OpenSpansOptions } from "../spans/open-spans.js";
import { readGroups } from "../spans/read-groups.js";
import type { EventStore } from "../store/contract/event-store.js";
import { type Lease, LeaseLostError } from "./create-lease.js";
import type { SendGroups } from "./send-otlp.js";

/** One log that is being forwarded. */
export interface ForwardedLog {
  /**
   * Sends the next events, at most a page of them. Resolves to whether there may be more. Rejects with a `StoreError` if
   * the store fails, after which it may be called again.
   */
  forwardPage(): Promise<boolean>;
  /** Lets another server go on at once. */
  close(): Promise<void>;
}

export interface ForwardLogOptions extends OpenSpansOptions {
  readonly store: Pick<EventStore, "readLog">;
  readonly tenantId: string;
  readonly lease: Lease;
  readonly send: SendGroups;
  /** Maximum number of events that are read at a time. */
  readonly pageSize: number;
  readonly now?: () => number;
}

/**
 * Creates the forwarding of one log. An event is sent with all others of its span when the span ends, or alone. A span
 * that does not end is sent event by event, as log records, once it has been open for too long. The position is saved
 * after each page, so what is sent again after a failure is at most a page.
 */
export function createForwardedLog(options: ForwardLogOptions): ForwardedLog {
  const { store, tenantId, lease, send, pageSize, now = Date.now } = options;
  let spans: OpenSpans | undefined;

  /** Reads again which spans were open at `next`. They are not older than `open`. */
  async function reopen(open: number, next: number): Promise<OpenSpans> {
    const reopened = createOpenSpans(options);
    for (let from = open; from < next; ) {
      const page = await store.readLog(tenantId, { fromSequence: from, limit: Math.min(pageSize, next - from) });
      if (page.length === 0) {
        break;
      }
      page.forEach(reopened.take);
      from = (page.at(-1)?.sequence ?? from) + 1;
    }
    return reopened;
  }

  return {
    async forwardPage() {
      const taken = await lease.take();
      if (taken === undefined) {
        spans = undefined;
        return false;
      }
      const { position } = taken;
      try {
        spans = (taken.isNew ? undefined : spans) ?? (await reopen(position.open, position.next));
        const page = await store.readLog(tenantId, { fromSequence: position.next, limit: pageSize });
        const groups = page.map(spans.take).filter((group) => group.length > 0);
        const released = spans.release(now()).map((sequence) => [sequence]);
        const due = [...released, ...groups];
        if (due.length > 0) {
          await send(await readGroups(store, tenantId, due, page));
        }
        const next = (page.at(-1)?.sequence ?? position.next - 1) + 1;
        const open = spans.first() ?? next;
        if (next !== position.next || open !== position.open) {
          await lease.advance({ next, open });
        }
        return page.length === pageSize;
      } catch (error) {
        // What was taken from the page is not sent: it is read again.
        spans = undefined;
        if (error instanceof LeaseLostError) {
          return false;
        }
        throw error;
      }
    },
    close: () => lease.release(),
  };
}
