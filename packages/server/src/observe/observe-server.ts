// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasHandlerOptions } from "@chaukas/spec-server";
import type { ContextValues } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { isStoreError } from "../store/contract/store-error.js";
import type { Logger } from "./create-logger.js";
import type { Metrics } from "./create-metrics.js";
import { createCallMeasure } from "./measure-calls.js";
import type { ServerHooks } from "./server-hooks.js";

/** Returns the tenant to which the caller of a call is bound. Undefined if it is not bound to one. */
export type TenantOf = (values: ContextValues) => string | undefined;

/** Maximum number of characters of a value that was sent, in the log. */
const maxLength = 256;

/** Hooks and handler options that feed the metrics and the logger. */
export interface Observation {
  readonly hooks: ServerHooks;
  readonly options: Required<
    Pick<ChaukasHandlerOptions, "interceptors" | "onRejected" | "onNotice" | "onUnreadable" | "onError">
  >;
}

/**
 * Connects the server to its metrics and logger. Warnings that callers can cause at will are limited to ten per second.
 * Of what a caller sends, they contain only the tenant, the id and the place of an event, cut at 256 characters.
 */
export function observeServer(metrics: Metrics, logger: Logger, tenantOf: TenantOf): Observation {
  const warnings = createRateLimit(10, 1000);
  const warn = (fields: object, message: string) => {
    const { pass, held } = warnings.take();
    if (pass) {
      logger.warn(held === 0 ? fields : { ...fields, suppressed: held }, message);
    }
  };
  const reported = new WeakSet<object>();
  const reportStoreError = (err: unknown) => {
    if (typeof err === "object" && err !== null) {
      reported.add(err);
    }
    metrics.countStoreError((err as { code?: unknown } | undefined)?.code?.toString() ?? "unknown");
    logger.error({ err }, "the store failed");
  };
  return {
    hooks: {
      onIngested: (counts) => metrics.countIngested(counts),
      onLimit(limit) {
        metrics.countLimit(limit);
        warn({ limit }, "refused a call because of a limit");
      },
      onDenied(denial) {
        metrics.countDenied(denial.reason);
        warn(denial, "refused a call because of its credentials");
      },
      onStoreError: reportStoreError,
      onClockStep({ behindMs }) {
        metrics.countClockStep();
        const seconds = Math.round(behindMs / 1000);
        logger.error({ seconds }, "the clock was set back; the server times of events are wrong, their order is not");
      },
      onCheckpoint({ size }) {
        metrics.countCheckpoint("signed");
        logger.debug({ size }, "signed a log");
      },
      onCheckpointFault(err) {
        metrics.countCheckpoint("fault");
        logger.error({ err }, "a log contradicts its last checkpoint and is no longer signed");
      },
      onCheckpointFailed(err) {
        metrics.countCheckpoint("failed");
        logger.warn({ err }, "failed to sign a log, will retry");
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
      onRejected({ tenantId, eventId, index, field, rule, error }, { values }) {
        metrics.countRejected(error.code);
        const reason = { code: codeToString(error.code), ...(field && { field: cut(field) }), ...(rule && { rule }) };
        warn({ ...describeEvent(tenantId, eventId, tenantOf(values)), index, ...reason }, "rejected an event");
      },
      onNotice({ tenantId, eventId, index, kind, field, unknown }, { values }) {
        if (unknown !== undefined) {
          metrics.countUnknownField(unknown);
        }
        const found = { kind, field: cut(field), ...(unknown && { number: unknown.number }) };
        warn({ ...describeEvent(tenantId, eventId, tenantOf(values)), index, ...found }, "left a part of an event out");
      },
      onUnreadable({ code }, { method, protocolName, values }) {
        metrics.countUnreadable(code);
        const tenant = tenantOf(values);
        const call = { protocol: protocolName, method: `${method.parent.name}/${method.name}` };
        warn({ ...(tenant && { tenant: cut(tenant) }), ...call, code: codeToString(code) }, "cannot read a request");
      },
      onError(err) {
        // An event of a page is decoded when the response is written, after the call to the store.
        if (isStoreError(err) && !reported.has(err)) {
          reportStoreError(err);
        }
        logger.error({ err }, "failed to answer a call");
      },
    },
  };
}

/** Returns the names of an event for the log. The tenant to which a caller is bound takes precedence. */
function describeEvent(tenantId: string, eventId: string, bound: string | undefined): object {
  const tenant = bound || tenantId;
  return { ...(tenant && { tenant: cut(tenant) }), event: cut(eventId) };
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}

/** Lets a limited number through per period, and counts the rest. */
interface RateLimit {
  /** Returns whether one more may pass now, and how many have been held back since the last one that passed. */
  take(): { readonly pass: boolean; readonly held: number };
}

/** Creates a limit of `max` per `periodMs`. */
function createRateLimit(max: number, periodMs: number, now: () => number = () => performance.now()): RateLimit {
  let start = Number.NEGATIVE_INFINITY;
  let passed = 0;
  let held = 0;
  return {
    take() {
      if (now() - start >= periodMs) {
        start = now();
        passed = 0;
      }
      if (passed >= max) {
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
