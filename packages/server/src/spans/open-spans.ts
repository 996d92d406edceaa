// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { spanPartOf } from "@chaukas/spec-otel";
import type { StoredEvent } from "../store/contract/event-store.js";

/** Spans of one log that have begun and not ended. Only the sequences of their events are kept. */
export interface OpenSpans {
  /**
   * Takes the next event. Returns the sequences of the events that belong together and are complete with it, in order:
   * those of a span that has ended, or of the event alone. Returns nothing while a span is open.
   */
  take(stored: StoredEvent): readonly number[];
  /** Removes spans that have been open for too long, or are too many. Returns the sequences of their events. */
  release(nowMs: number): readonly number[];
  /** Removes all spans. Returns the sequences of their events. */
  releaseAll(): readonly number[];
  /** The lowest sequence that is open. */
  first(): number | undefined;
}

export interface OpenSpansOptions {
  /** Time after which a span no longer waits for its end, in milliseconds since the server received its first event. */
  readonly maxOpenMs: number;
  /** Maximum number of open spans. */
  readonly maxOpen: number;
}

interface OpenSpan {
  readonly sequences: number[];
  readonly beganMs: number;
}

/** Creates the spans that are open in one log, at first none. */
export function createOpenSpans({ maxOpenMs, maxOpen }: OpenSpansOptions): OpenSpans {
  // In the order of their first events.
  const open = new Map<string, OpenSpan>();
  return {
    take({ sequence, event }) {
      const part = spanPartOf(event);
      if (part === undefined) {
        return [sequence];
      }
      const before = open.get(part.span);
      if (part.ends) {
        open.delete(part.span);
        return [...(before?.sequences ?? []), sequence];
      }
      if (before === undefined) {
        open.set(part.span, { sequences: [sequence], beganMs: receivedMs(event) });
      } else {
        before.sequences.push(sequence);
      }
      return [];
    },
    release(nowMs) {
      const released: number[] = [];
      for (const [span, { sequences, beganMs }] of open) {
        if (open.size <= maxOpen && nowMs - beganMs < maxOpenMs) {
          break;
        }
        open.delete(span);
        released.push(...sequences);
      }
      return released;
    },
    releaseAll() {
      const released = [...open.values()].flatMap(({ sequences }) => sequences);
      open.clear();
      return released;
    },
    first() {
      const [oldest] = open.values();
      return oldest?.sequences[0];
    },
  };
}

function receivedMs({ serverTimestamp }: Event): number {
  return serverTimestamp === undefined ? 0 : Number(serverTimestamp.seconds) * 1000 + serverTimestamp.nanos / 1e6;
}
