// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DestinationStream, type Logger, pino } from "pino";
import { describeError } from "./describe-error.js";

/** Where the server says what it does. */
export type Log = Logger;

/** Makes a log of JSON lines, on stderr where no other stream is given. It never holds keys, bodies or events. */
export function createLog(level: string, stream: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
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
