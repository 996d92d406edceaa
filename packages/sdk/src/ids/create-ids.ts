// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const pool = new Uint8Array(8192);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let text = "";
  for (const end = used + bytes; used < end; used++) {
    text += hex[pool[used] as number];
  }
  return text;
}

/** Creates a UUID of version 7 (RFC 9562, section 5.7), which begins with the time. */
export function createEventId(now: number): string {
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const random = randomHex(10);
  const variant = hex[0x80 | (Number.parseInt(random.slice(3, 5), 16) & 0x3f)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(5, 7)}-${random.slice(7, 19)}`;
}

/** Creates the id of a span: 16 hex digits, not all zero. */
export function createSpanId(): string {
  const id = randomHex(8);
  return id === "0000000000000000" ? createSpanId() : id;
}

/** Creates the id of a trace: 32 hex digits. */
export function createTraceId(): string {
  return createSpanId() + createSpanId();
}
