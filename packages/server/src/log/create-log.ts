// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DestinationStream, type Logger, pino } from "pino";
import { describeError } from "./describe-error.js";

/** Where the server says what it does. */
export type Log = Logger;

/** Makes a log of JSON lines, on stderr where no other stream is given. It never holds keys, bodies or events. */
export function createLog(level: string, stream: DestinationStream = openStderr()): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    stream,
  );
}

/** Lines that cannot be written, as on a full disk, are kept for the next attempt, up to a size. */
function openStderr(): DestinationStream {
  const stream = pino.destination({ fd: 2, sync: true, maxLength: 1024 * 1024 });
  // Without a listener, a call fails for no more than that it cannot be logged.
  stream.on("error", () => {});
  return stream;
}
