// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** How far a log has been forwarded, and by which server. The value of a cursor. */
export interface ForwardPosition {
  /** Sequence of the next event to read. Everything before is sent, or belongs to a span that is open. */
  readonly next: number;
  /** Sequence from which the spans that are open can be read again. */
  readonly open: number;
  /** The server that forwards the log, and until when without a sign of life, in milliseconds since 1970. */
  readonly owner: string;
  readonly untilMs: number;
}

export function writePosition({ next, open, owner, untilMs }: ForwardPosition): string {
  return JSON.stringify({ next, open, owner, untilMs });
}

/** Throws an `Error` if the value is not a position. */
export function readPosition(value: string): ForwardPosition {
  const position = JSON.parse(value) as Partial<Record<keyof ForwardPosition, unknown>>;
  const { next, open, owner, untilMs } = position;
  if (![next, open, untilMs].every(Number.isSafeInteger) || typeof owner !== "string") {
    throw new Error(`cursor: expected a position of forwarding, got ${value}`);
  }
  return { next, open, owner, untilMs } as ForwardPosition;
}
