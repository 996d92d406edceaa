// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";
import { Presets, SingleBar } from "cli-progress";

/** Progress bar of a command, with messages in between. The bar is shown only on a terminal. */
export interface Progress {
  update(value: number): void;
  /** Writes a line to stderr. */
  say(text: string): void;
  stop(): void;
}

/** Creates the progress of a command. If stderr is not a terminal, or the total is 0, only messages are written. */
export function createProgress(total: number, unit = "bytes"): Progress {
  const write = (text: string) => void process.stderr.write(`${escapeUnprintable(text)}\n`);
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
