// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A span that work continues from. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** Parses the header `traceparent` (W3C Trace Context, section 3.2). Returns undefined if it is malformed. */
export function parseTraceparent(header: string): SpanIds | undefined {
  const [, traceId = "", spanId = ""] =
    /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-.*)?$/.exec(header) ?? [];
  const isValid = !header.startsWith("ff") && !/^0*$/.test(traceId) && !/^0*$/.test(spanId);
  return isValid ? { traceId, spanId } : undefined;
}

/** Prints the header `traceparent` of a span that is sampled. */
export function printTraceparent({ traceId, spanId }: SpanIds): string {
  return `00-${traceId}-${spanId}-01`;
}

interface OtelContext {
  getValue(key: symbol): { spanContext?(): { traceId: string; spanId: string } } | undefined;
}

// The API of OpenTelemetry registers itself and its keys globally, so that this package need not depend on it.
const otelApi = Symbol.for("opentelemetry.js.api.1");
const otelSpan = Symbol.for("OpenTelemetry Context Key SPAN");

/** Returns the active span of OpenTelemetry, if the application uses `@opentelemetry/api` 1 and one is active. */
export function findActiveOtelSpan(): SpanIds | undefined {
  const api = (globalThis as Record<symbol, unknown>)[otelApi] as
    | { context?: { active?(): OtelContext | undefined } }
    | undefined;
  const span = api?.context?.active?.()?.getValue(otelSpan)?.spanContext?.();
  return span === undefined || /^0*$/.test(span.traceId) ? undefined : { traceId: span.traceId, spanId: span.spanId };
}
