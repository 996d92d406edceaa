// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Runs in a worker of `createTrailWorkers`, and does nothing elsewhere.
import { answerMessages, sendMessage } from "#worker-threads";
import { checkBlock } from "../blocks/check-block.js";
import { type BlockAnswer, type BlockTask, readyMessage } from "./worker-messages.js";

answerMessages((message) => {
  const { id, bytes, log } = message as BlockTask;
  try {
    return [{ id, bytes, parts: checkBlock(bytes, log) } satisfies BlockAnswer, [bytes.buffer]];
  } catch (error) {
    return [{ id, error: String(error) } satisfies BlockAnswer, []];
  }
});
sendMessage(readyMessage);
