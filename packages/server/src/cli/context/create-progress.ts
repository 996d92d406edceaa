// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Presets, SingleBar } from "cli-progress";

/** Shows how far a command is, on a terminal alone, and messages between. */
export interface Progress {
  update(value: number): void;
  /** Writes a line to stderr. */
  say(text: string): void;
  stop(): void;
}

/** Makes the progress of a command. Without a terminal on stderr, or a total, there are only the messages. */
export function createProgress(total: number, unit = "bytes"): Progress {
  const write = (text: string) => void process.stderr.write(`${text}\n`);
  if (!process.stderr.isTTY || total === 0) {
    return { update() {}, say: write, stop() {} };
  }
  const format = `{bar} {percentage}% of {total} ${unit}, {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
  bar.start(total, 0);
  return {
    update: (value) => bar.update(value),
    say(text) {
      process.stderr.write("\r\x1b[K");
      write(text);
    },
    stop: () => bar.stop(),
  };
}
