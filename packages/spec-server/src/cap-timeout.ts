// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { UniversalServerRequest } from "@connectrpc/connect/protocol";

/** A timer that is set for longer goes off at once, and a call would be over before it began. */
const longestMs = 2 ** 31 - 1;

/** Headers in which callers give a call time, with how to read milliseconds from them and the longest time as text. */
const headers = [
  { name: "connect-timeout-ms", pattern: /^(\d{1,10})()$/, longest: String(longestMs) },
  { name: "grpc-timeout", pattern: /^(\d{1,8})([HMS])$/, longest: `${Math.floor(longestMs / 3_600_000)}H` },
] as const;
const millisecondsOf: Readonly<Record<string, number>> = { "": 1, S: 1000, M: 60_000, H: 3_600_000 };

/** Shortens the time that a caller gives a call to 24 days, the longest that a timer can run. */
export function capTimeout(request: UniversalServerRequest): UniversalServerRequest {
  const tooLong = headers.filter(({ name, pattern }) => {
    const [, count, unit = ""] = pattern.exec(request.header.get(name) ?? "") ?? [];
    return Number(count) * (millisecondsOf[unit] ?? 1) > longestMs;
  });
  if (tooLong.length === 0) {
    return request;
  }
  const header = new Headers(request.header);
  for (const { name, longest } of tooLong) {
    header.set(name, longest);
  }
  return { ...request, header };
}
