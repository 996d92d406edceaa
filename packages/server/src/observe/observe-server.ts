// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasHandlerOptions } from "@chaukas/spec-server";
import type { Logger } from "./create-logger.js";
import type { Metrics } from "./create-metrics.js";
import { createCallMeasure } from "./measure-calls.js";
import type { ServerHooks } from "./server-hooks.js";

/** Everything by which metrics and log learn what the server does. */
export interface Observation {
  readonly hooks: ServerHooks;
  readonly options: Required<Pick<ChaukasHandlerOptions, "interceptors" | "onRejected" | "onError">>;
}

/**
 * Connects the server with its metrics and logger. What callers can bring about at will is logged ten times a second at
 * most, and nothing that they say is.
 */
export function observeServer(metrics: Metrics, logger: Logger): Observation {
  const warnings = createRateLimit(10, 1000);
  const warn = (fields: object, message: string) => {
    const { pass, held } = warnings.take();
    if (pass) {
      logger.warn(held === 0 ? fields : { ...fields, suppressed: held }, message);
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
        logger.error({ err }, "the store failed");
      },
      onCheckpoint({ size }) {
        metrics.countCheckpoint("signed");
        logger.debug({ size }, "signed a log");
      },
      onCheckpointFault(err) {
        metrics.countCheckpoint("fault");
        logger.error({ err }, "a log contradicts its last checkpoint, and is not signed any more");
      },
      onCheckpointFailed(err) {
        metrics.countCheckpoint("failed");
        logger.warn({ err }, "failed to sign a log, which is tried again");
      },
      onRedacted({ recordEventId }) {
        metrics.countRedaction();
        logger.info({ record: recordEventId }, "redacted an event");
      },
    },
    options: {
      interceptors: [
        createCallMeasure((call) => {
          metrics.observeCall(call);
          logger.debug(call, "answered a call");
        }),
      ],
      onRejected({ index, error }) {
        metrics.countRejected(error.code);
        warn({ index, code: error.code }, "rejected an event");
      },
      onError: (err) => logger.error({ err }, "failed to answer a call"),
    },
  };
}

/** Lets a few things through in every period of time, and counts the others. */
interface RateLimit {
  /** Whether one more may pass now, and how many were held back since the last one that did. */
  take(): { readonly pass: boolean; readonly held: number };
}

/** Makes a limit of `most` things in `periodMs`. */
function createRateLimit(most: number, periodMs: number, now: () => number = Date.now): RateLimit {
  let start = Number.NEGATIVE_INFINITY;
  let passed = 0;
  let held = 0;
  return {
    take() {
      if (now() - start >= periodMs) {
        start = now();
        passed = 0;
      }
      if (passed >= most) {
        held += 1;
        return { pass: false, held };
      }
      passed += 1;
      const result = { pass: true, held };
      held = 0;
      return result;
    },
  };
}
