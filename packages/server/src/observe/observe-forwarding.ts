// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ForwardHooks } from "../forward/forward-hooks.js";
import type { Logger } from "./create-logger.js";
import type { Metrics } from "./create-metrics.js";
import type { ServerHooks } from "./server-hooks.js";

/** Maximum number of ids in a line of the log. */
const maxIds = 20;

/** Connects forwarding to the metrics and the logger. */
export function createForwardHooks(
  metrics: Metrics,
  logger: Logger,
  { onStoreError }: Pick<ServerHooks, "onStoreError">,
): ForwardHooks {
  return {
    onSent({ signal, items }) {
      metrics.countForwarded(signal, "sent", items);
      logger.debug({ signal, items }, "forwarded events");
    },
    onRefused({ signal, items, reason, eventIds }) {
      metrics.countForwarded(signal, "refused", items);
      const events = eventIds.slice(0, maxIds);
      logger.error(
        { signal, items, reason, events },
        "the OTLP endpoint refused events for good; they are not forwarded",
      );
    },
    onFailed({ reason, retryMs }) {
      metrics.countForwardFailure();
      logger.warn({ reason, retryMs }, "failed to forward events, will retry");
    },
    onWarning: ({ signal, message }) => logger.warn({ signal, message }, "the OTLP endpoint warns"),
    onStoreError: (error) => onStoreError?.(error),
  };
}
