// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasHandlerOptions } from "@chaukas/spec-server";
import type { ServerHooks } from "../hooks/server-hooks.js";
import type { Log } from "../log/create-log.js";
import { createRateLimit } from "../log/limit-rate.js";
import type { Metrics } from "../metrics/create-metrics.js";
import { createCallMeasure } from "../metrics/measure-calls.js";

/** Everything by which metrics and log learn what the server does. */
export interface Observation {
  readonly hooks: ServerHooks;
  readonly options: Required<Pick<ChaukasHandlerOptions, "interceptors" | "onRejected" | "onError">>;
}

/**
 * Connects the server with its metrics and log. What callers can bring about at will is logged ten times a second at
 * most, and nothing that they say is.
 */
export function observeServer(metrics: Metrics, log: Log): Observation {
  const warnings = createRateLimit(10, 1000);
  const warn = (fields: object, message: string) => {
    const { pass, held } = warnings.take();
    if (pass) {
      log.warn(held === 0 ? fields : { ...fields, suppressed: held }, message);
    }
  };
  return {
    hooks: {
      onIngested: (counts) => metrics.countIngested(counts),
      onLimit(limit) {
        metrics.countLimit(limit);
        warn({ limit }, "refused a call by a limit");
      },
      onDenied(denial) {
        metrics.countDenied(denial.reason);
        warn(denial, "refused a call for its credentials");
      },
      onStoreError(err) {
        metrics.countStoreError((err as { code?: unknown } | undefined)?.code?.toString() ?? "unknown");
        log.error({ err }, "the store failed");
      },
      onCheckpoint({ size }) {
        metrics.countCheckpoint("signed");
        log.debug({ size }, "signed a log");
      },
      onCheckpointFault(err) {
        metrics.countCheckpoint("fault");
        log.error({ err }, "a log contradicts its last checkpoint, and is not signed any more");
      },
      onCheckpointFailed(err) {
        metrics.countCheckpoint("failed");
        log.warn({ err }, "failed to sign a log, which is tried again");
      },
      onRedacted({ recordEventId }) {
        metrics.countRedaction();
        log.info({ record: recordEventId }, "redacted an event");
      },
    },
    options: {
      interceptors: [
        createCallMeasure((call) => {
          metrics.observeCall(call);
          log.debug(call, "answered a call");
        }),
      ],
      onRejected({ index, error }) {
        metrics.countRejected(error.code);
        warn({ index, code: error.code }, "rejected an event");
      },
      onError: (err) => log.error({ err }, "failed to answer a call"),
    },
  };
}
