// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

/** Where the server says what it does. */
export type Logger = PinoLogger;

/** Creates a logger that writes JSON lines, by default to stderr. It never writes keys, bodies or events. */
export function createLogger(level: string, stream: DestinationStream = openStderr()): Logger {
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

/** @deprecated Use {@link Logger}. */
export type Log = Logger;

/** @deprecated Use {@link createLogger}. */
export function createLog(level: string, stream?: DestinationStream): Log {
  return createLogger(level, stream);
}

/** Lines that cannot be written, as on a full disk, are kept for the next attempt, up to a size. */
function openStderr(): DestinationStream {
  const stream = pino.destination({ fd: 2, sync: true, maxLength: 1024 * 1024 });
  // Without a listener, a call fails for no more than that it cannot be logged.
  stream.on("error", () => {});
  return stream;
}

/** What a log may say of an error: libraries put rows, queries and settings into other members of theirs. */
interface ErrorDescription {
  readonly name: string;
  readonly code: string | number | undefined;
  readonly stack: string;
  readonly cause: ErrorDescription | undefined;
}

/** Describes an error, and those that caused it, at most four deep. */
function describeError(error: unknown, depth = 4): ErrorDescription {
  if (!(error instanceof Error)) {
    return { name: typeof error, code: undefined, stack: String(error), cause: undefined };
  }
  const code = "code" in error && ["string", "number"].includes(typeof error.code) ? error.code : undefined;
  return {
    name: error.name,
    code: code as string | number | undefined,
    stack: error.stack ?? `${error.name}: ${error.message}`,
    cause: error.cause === undefined || depth <= 1 ? undefined : describeError(error.cause, depth - 1),
  };
}
