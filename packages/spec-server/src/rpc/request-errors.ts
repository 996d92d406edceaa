// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Decode } from "@bufbuild/protobuf/wire";
import { Code, ConnectError, type ContextValues, createContextKey, type HandlerContext } from "@connectrpc/connect";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";
import { retryAfterSecondsOf } from "../errors/limit-error.js";
import { HttpFault } from "../http/http-fault.js";

/**
 * Refuses a Connect GET request whose message is not base64. connect-es 2 reports `internal`, as if the server had
 * failed.
 */
export function refuseMalformedBase64({ requestMethod, url }: HandlerContext): void {
  const query = requestMethod === "GET" ? new URL(url).searchParams : undefined;
  if (query?.get("base64") !== "1") {
    return;
  }
  try {
    base64Decode(query.get("message") ?? "");
  } catch (cause) {
    throw new ConnectError(
      "message: expected base64, got other text",
      Code.InvalidArgument,
      undefined,
      undefined,
      cause,
    );
  }
}

const begun = createContextKey(false, { description: "whether the call has begun" });

/** Records that the request of a call has been read. */
export function markBegun(values: ContextValues): void {
  values.set(begun, true);
}

/** Calls `onUnreadable` if the call fails before it begins, over every protocol except REST. */
export function watchReading(context: HandlerContext, options: ChaukasHandlerOptions): void {
  context.signal.addEventListener("abort", () => {
    if (!context.values.get(begun)) {
      reportUnreadable(context.signal.reason, context, options);
    }
  });
}

/** Codes for which the request is not to blame. */
const others: ReadonlySet<Code> = new Set([Code.Canceled, Code.DeadlineExceeded, Code.Unavailable]);

/** Calls `onUnreadable` for an error that is due to a request, rather than to its caller's departure or the load. */
export function reportUnreadable(
  error: unknown,
  context: HandlerContext,
  { onUnreadable }: ChaukasHandlerOptions,
): void {
  const found = error instanceof HttpFault ? new ConnectError(error.message, Code.InvalidArgument) : error;
  if (found instanceof ConnectError && !others.has(found.code) && retryAfterSecondsOf(found) === undefined) {
    onUnreadable?.(found, context);
  }
}
