// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "../otlp/hex.js";

const encoder = new TextEncoder();

/**
 * Returns the identifier of an event that comes from a span: the SHA-256, in lower-case hex, of the text
 * `chaukas-otel/1`, the trace id and the span id in lower-case hex, and the phase, each followed by a line feed except for
 * the last. The phase is `start`, `end`, `input`, `output`, `handoff`, or `event.N` for event N of the span, from 0. So a
 * span that is sent again is a duplicate.
 */
export function eventIdOfSpan(traceId: string, spanId: string, phase: string): string {
  return bytesToHex(sha256(encoder.encode(`chaukas-otel/1\n${traceId}\n${spanId}\n${phase}`)));
}

/**
 * Returns the identifier of an event that comes from a log record, which has none of its own: the SHA-256, in lower-case
 * hex, of the text `chaukas-otel/1`, a line feed, `log`, a line feed, and the log record as `encodeLogRecord` encodes it.
 * Equal records of one time are one event.
 */
export function eventIdOfLog(record: Uint8Array): string {
  const head = encoder.encode("chaukas-otel/1\nlog\n");
  const bytes = new Uint8Array(head.length + record.length);
  bytes.set(head);
  bytes.set(record, head.length);
  return bytesToHex(sha256(bytes));
}
