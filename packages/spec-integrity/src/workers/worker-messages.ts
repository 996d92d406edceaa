// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { BlockLog, BlockPart } from "../blocks/check-block.js";

/** What a worker sends once it can take blocks. */
export const readyMessage = "chaukas-trail-worker/1";

/** A block for a worker. The buffer of the bytes is transferred there, and back with the answer. */
export interface BlockTask {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly log: BlockLog;
}

/** Answer of a worker to a {@link BlockTask}. */
export type BlockAnswer =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly parts: readonly BlockPart[] }
  | { readonly id: number; readonly error: string };
