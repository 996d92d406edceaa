// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

/** Logger of the server. */
export type Logger = PinoLogger;

/** Creates a logger that writes JSON lines, by default to stderr. It never writes keys, bodies or values of events. */
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

/** Opens stderr. Lines that cannot be written, as on a full disk, are buffered up to 1 MiB for the next attempt. */
function openStderr(): DestinationStream {
  const stream = pino.destination({ fd: 2, sync: true, maxLength: 1024 * 1024 });
  // Without a listener, a call would fail only because it cannot be logged.
  stream.on("error", () => {});
  return stream;
}

/** The parts of an error that are logged. Others are left out: libraries put rows, queries and settings into them. */
interface ErrorDescription {
  readonly name: string;
  readonly code: string | number | undefined;
  readonly stack: string;
  readonly cause: ErrorDescription | undefined;
}

/** Describes an error and its causes, at most four levels deep. */
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
