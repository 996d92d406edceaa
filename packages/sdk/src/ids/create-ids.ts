// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const pool = new Uint8Array(8192);
let used = pool.length;

/** Returns where in the pool so many random bytes begin. */
function takeRandom(bytes: number): number {
  if (used + bytes > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += bytes;
  return used - bytes;
}

function hexAt(start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) {
    text += hex[pool[at] as number];
  }
  return text;
}

let timeMs = -1;
let timeText = "";

/** Creates a UUID of version 7 (RFC 9562, section 5.7), which begins with the time. */
export function createEventId(now: number): string {
  const ms = Math.floor(now);
  if (ms !== timeMs) {
    const time = ms.toString(16).padStart(12, "0");
    timeMs = ms;
    timeText = `${time.slice(0, 8)}-${time.slice(8)}-`;
  }
  const at = takeRandom(10);
  const random = hexAt(at, at + 9);
  const variant = "89ab"[(pool[at + 9] as number) & 3];
  return `${timeText}7${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6)}`;
}

/** Creates the id of a span: 16 hex digits, not all zero. */
export function createSpanId(): string {
  const at = takeRandom(8);
  const id = hexAt(at, at + 8);
  return id === "0000000000000000" ? createSpanId() : id;
}

/** Creates the id of a trace: 32 hex digits. */
export function createTraceId(): string {
  return createSpanId() + createSpanId();
}
