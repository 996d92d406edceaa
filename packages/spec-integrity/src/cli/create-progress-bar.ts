// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const barWidth = 30;
const minIntervalMs = 100;

/** Shows the progress of a verification on a terminal. */
export interface ProgressBar {
  update(done: number): void;
  stop(): void;
}

/** Creates a progress bar on stderr. It shows nothing if stderr is not a terminal, or if the total is not known. */
export function createProgressBar(total: number, unit: string): ProgressBar {
  if (!process.stderr.isTTY || total <= 0) {
    return { update() {}, stop() {} };
  }
  let shownMs = Number.NEGATIVE_INFINITY;
  return {
    update(done) {
      const nowMs = performance.now();
      if (nowMs - shownMs >= minIntervalMs) {
        shownMs = nowMs;
        process.stderr.write(`\r${formatProgress(done, total, unit)}\u001b[K`);
      }
    },
    stop: () => void process.stderr.write("\r\u001b[K"),
  };
}

/** Returns a line such as `██████░░░░  60 % of 120 records`. */
function formatProgress(done: number, total: number, unit: string): string {
  const share = Math.min(done / total, 1);
  const filled = Math.floor(share * barWidth);
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} % of ${total.toLocaleString("en-US")} ${unit}`;
}
