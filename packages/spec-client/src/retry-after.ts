// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Maximum delay of a JavaScript timer, about 24.8 days. A timer with a longer delay fires immediately. */
const maxTimerMs = 2 ** 31 - 1;

/**
 * Parses the header `Retry-After`, a number of seconds or a date (RFC 9110, section 10.2.3). Returns the time from now in
 * milliseconds, at most `maxMs`, or undefined if the header is absent or malformed. Default of `maxMs`: 2 147 483 647, the
 * maximum of a timer.
 */
export function parseRetryAfter(value: string | null, maxMs: number = maxTimerMs): number | undefined {
  if (value === null) {
    return undefined;
  }
  const isDate = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(value);
  const ms = /^\d{1,6}$/.test(value) ? Number(value) * 1000 : isDate ? Date.parse(value) - Date.now() : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(maxMs, Math.max(0, ms));
}
