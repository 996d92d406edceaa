// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CursorStore } from "../store/contract/cursor-store.js";
import { type ForwardPosition, readPosition, writePosition } from "./forward-position.js";

/** The right to forward one log, which one server has at a time, with the position in the log. */
export interface Lease {
  /**
   * Takes the lease if it is free, and keeps it from then on. Resolves to the position, or to undefined while another
   * server has it.
   */
  take(): Promise<{ readonly position: ForwardPosition; readonly isNew: boolean } | undefined>;
  /** Extends the lease if it ends soon. Rejects with a {@link LeaseLostError} if another server has it. */
  keep(): Promise<void>;
  /** Saves the position. Rejects with a {@link LeaseLostError} if another server has the lease. */
  advance(progress: Pick<ForwardPosition, "next" | "open">): Promise<void>;
  /** Lets another server take the lease at once. */
  release(): Promise<void>;
}

/** Another server forwards the log. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}

export interface LeaseOptions {
  /** Identifies this server among those on the store. */
  readonly owner: string;
  /** Time after which the lease of a server that has stopped can be taken, in milliseconds. */
  readonly durationMs: number;
  readonly now?: () => number;
}

/** Creates the lease of the log whose position is stored in the cursor `name`. A log without one begins at 0. */
export function createLease(
  cursors: CursorStore,
  name: string,
  { owner, durationMs, now = Date.now }: LeaseOptions,
): Lease {
  let held: { readonly value: string; readonly position: ForwardPosition } | undefined;
  const write = async (before: string | undefined, position: ForwardPosition) => {
    const value = writePosition(position);
    const isSet = await cursors.replace(name, before, value);
    held = isSet ? { value, position } : undefined;
    return isSet;
  };
  const extend = (position: ForwardPosition) => ({ ...position, owner, untilMs: now() + durationMs });
  const rewrite = async (change: (position: ForwardPosition) => ForwardPosition) => {
    const before = held;
    if (before === undefined || !(await write(before.value, change(before.position)))) {
      throw new LeaseLostError("forwarding: another server has taken the log over");
    }
  };
  return {
    async take() {
      if (held !== undefined) {
        return { position: held.position, isNew: false };
      }
      const value = await cursors.read(name);
      const before = value === undefined ? undefined : readPosition(value);
      if (before !== undefined && before.owner !== owner && before.untilMs > now()) {
        return undefined;
      }
      const position = extend(before ?? { next: 0, open: 0, owner, untilMs: 0 });
      return (await write(value, position)) ? { position, isNew: true } : undefined;
    },
    async keep() {
      if (held === undefined || held.position.untilMs - now() < durationMs / 2) {
        await rewrite(extend);
      }
    },
    advance: (progress) => rewrite((position) => extend({ ...position, ...progress })),
    async release() {
      if (held !== undefined) {
        await rewrite((position) => ({ ...position, untilMs: 0 })).catch(() => {});
        held = undefined;
      }
    },
  };
}
