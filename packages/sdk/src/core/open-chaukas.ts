// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Carrier } from "../delivery/carrier.js";
import { createMemoryCarrier } from "../delivery/create-memory-carrier.js";
import { createServerSink } from "../delivery/create-server-sink.js";
import type { DeliveryOptions } from "../delivery/delivery-options.js";
import type { EventRefusal, QueuedEvent } from "../delivery/queued-event.js";
import { ChaukasError } from "../errors/chaukas-error.js";
import { errorOf } from "../errors/error-of.js";
import { createEventId } from "../ids/create-ids.js";
import { createScope } from "../scope/create-scope.js";
import * as EventStatus from "../scope/enums/event-status.js";
import * as EventType from "../scope/enums/event-type.js";
import * as Severity from "../scope/enums/severity.js";
import type { Recorder } from "../scope/recorder.js";
import type { Scope } from "../scope/scope.js";
import { readMembers, type ScopeContext } from "../scope/scope-context.js";
import { escapeHalves, messageOf } from "../values/capture.js";
import { decodeEvent } from "../values/decode-event.js";
import { encodeEvent, unlimited } from "../values/encode-event.js";
import { type EventInit, timestampOf } from "../values/event-init.js";
import { compileDropTest, maskByFunction } from "../values/mask-event.js";
import { type ChaukasOptions, type CheckedOptions, checkOptions } from "./chaukas-options.js";
import type { Platform } from "./platform.js";

/** An instance of the SDK. As a scope, it records in the current scope, and outside of any in a session of its own. */
export interface Chaukas extends Scope {
  /** The scope in which the caller runs: that of the operation around it, otherwise this instance. */
  readonly current: Scope;
  /** Numbers of events since the start. */
  readonly counts: ChaukasCounts;
  /** Sends at once what waits. Resolves to whether nothing is left, at the latest after 30 seconds or the given time. */
  flush(timeoutMs?: number): Promise<boolean>;
  /** Flushes, and ends the instance. Resolves to the number of events that are lost: with a spool always 0. */
  close(timeoutMs?: number): Promise<number>;
}

/** Numbers of events since the start of an instance. */
export interface ChaukasCounts {
  /** Events that were taken. */
  readonly taken: number;
  /** Events that are stored by the server or in the file. */
  readonly stored: number;
  /** Events that were refused, by the SDK or by the server. */
  readonly rejected: number;
  /** Events that were dropped because there was no room. */
  readonly dropped: number;
}

const flushTimeoutMs = 30_000;
const taken = Promise.resolve(true);
const maxDroppedSessions = 100;

/** Opens an instance on a platform. Throws {@link ChaukasError} if an option is invalid. */
export function openChaukas(given: ChaukasOptions, platform: Platform): Chaukas {
  const options = checkOptions(platform.fillOptions?.(given) ?? given);
  const drops = compileDropTest(options.mask);
  const counts = { taken: 0, stored: 0, rejected: 0, dropped: 0 };
  /** Numbers of dropped events by session, which are yet to be reported. */
  const dropped = new Map<string, number>();
  let warnsOfFault = options.onFault === undefined;
  const isAudit = options.mode === "audit";
  const isRecordedBySpool = options.spool !== undefined && options.auditBy !== "server";
  let isClosed = false;
  let isLeaving = false;
  let lastMs = 0;

  const carrier = openCarrier(options, platform, {
    onRefused: refuse,
    onFault: report,
    onRoom: reportDropped,
    onWork: (work) => options.waitUntil?.(work),
    keepalive: () => isLeaving,
    onKeyRefused(fault) {
      warnsOfFault = options.onFault === undefined;
      warn(`${options.baseUrl} does not accept the key, so that events wait: ${fault.message}`);
    },
  });

  /** Whoever passes a hook is told by it. Otherwise events would wait or be lost without a word. */
  function warn(problem: string): void {
    if (warnsOfFault) {
      warnsOfFault = false;
      console.warn(`@chaukas/sdk: ${problem}`);
    }
  }

  function report(fault: Error): void {
    warn(fault.message);
    try {
      options.onFault?.(fault);
    } catch {
      // There is nobody left to tell.
    }
  }

  /** Calls a callback of the application, whose errors must not stop the delivery. */
  function notify(call: () => void): void {
    try {
      call();
    } catch (error) {
      report(errorOf(error));
    }
  }

  function refuse(refusal: EventRefusal): void {
    if (counts.rejected++ === 0 && options.onRejected === undefined) {
      console.warn(`@chaukas/sdk: an event was refused: ${refusal.message}`);
    }
    // A copy, so that whoever keeps it does not keep the memory of others.
    notify(() => options.onRejected?.({ ...refusal, bytes: refusal.bytes.slice() }));
  }

  function now(): number {
    const ms = Date.now();
    // Events of the same millisecond keep their order. A clock that was set back is believed.
    lastMs = ms <= lastMs && lastMs - ms < 1000 ? lastMs + 0.001 : ms;
    return lastMs;
  }

  function encode(context: ScopeContext, given: EventInit): QueuedEvent {
    let { eventId, sessionId = "sessionId" in given ? "" : context.sessionId } = given;
    let init = given;
    if (!eventId || !given.timestamp) {
      const ms = now();
      eventId ||= createEventId(ms);
      init = { ...given, eventId, timestamp: given.timestamp ?? timestampOf(ms) };
    }
    let bytes = encodeEvent(init, options.limits, drops, context);
    if (options.mask?.event !== undefined) {
      const event = decodeEvent(bytes);
      maskByFunction(event, options.mask.event);
      bytes = encodeEvent(event, unlimited);
      ({ eventId, sessionId } = event);
    }
    return { id: escapeHalves(eventId), sessionId: escapeHalves(sessionId ?? ""), bytes, settle: count };
  }

  function record(context: ScopeContext, init: EventInit): Promise<boolean> {
    let event: QueuedEvent;
    try {
      if (isClosed) {
        throw new ChaukasError("closed", "", "expected an instance that is open, got one after close()");
      }
      event = encode(context, init);
    } catch (cause) {
      // The copy does not say which getter threw.
      return failToEncode(cause instanceof ChaukasError ? cause : (readMembers(init).fault ?? cause));
    }
    return isAudit ? recordForAudit(event) : take(event);
  }

  function failToEncode(cause: unknown): Promise<boolean> {
    const error =
      cause instanceof ChaukasError ? cause : new ChaukasError("invalid_event", "", messageOf(cause), { cause });
    const code = error.code === "closed" ? "unavailable" : "invalid_argument";
    refuse({ eventId: "", code, field: error.path, message: error.message, bytes: new Uint8Array() });
    return isAudit ? Promise.reject(error) : Promise.resolve(false);
  }

  function count(refusal?: EventRefusal): void {
    counts.stored += refusal === undefined ? 1 : 0;
  }

  function take(event: QueuedEvent): Promise<boolean> {
    const result = carrier.take(event);
    if (result === true) {
      counts.taken++;
      return taken;
    }
    if (result === false) {
      drop(event);
      return Promise.resolve(false);
    }
    return result.then(
      (isTaken) => {
        counts.taken += isTaken ? 1 : 0;
        return isTaken;
      },
      (fault: Error) => {
        report(fault);
        drop(event);
        return false;
      },
    );
  }

  function drop({ sessionId }: QueuedEvent): void {
    counts.dropped++;
    const key =
      dropped.has(sessionId) || dropped.size < maxDroppedSessions ? sessionId : (root.context.sessionId ?? "");
    dropped.set(key, (dropped.get(key) ?? 0) + 1);
    notify(() => options.onDropped?.(1));
  }

  /** Writes into the trail that it has a gap. */
  function reportDropped(): void {
    if (dropped.size === 0 || isClosed) {
      return;
    }
    const gaps = [...dropped];
    dropped.clear();
    for (const [sessionId, missing] of gaps) {
      let event: QueuedEvent;
      try {
        event = encode(root.context, {
          sessionId,
          type: EventType.SYSTEM,
          status: EventStatus.COMPLETED,
          severity: Severity.WARN,
          metadata: { "chaukas.dropped": missing },
        });
      } catch (cause) {
        // A mask may throw, which must not stop the delivery that calls this.
        failToEncode(cause).catch(() => {});
        continue;
      }
      // Counted anew if there is still no room.
      const result = carrier.take(event);
      if (result === false) {
        dropped.set(sessionId, (dropped.get(sessionId) ?? 0) + missing);
      } else if (result === true) {
        counts.taken++;
      }
    }
  }

  function recordForAudit(event: QueuedEvent): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const fail = (problem: string) => {
        clearTimeout(timer);
        reject(new ChaukasError("not_recorded", "", `event ${event.id}: expected ${problem}`));
      };
      const limit = options.auditTimeoutMs;
      const timer = setTimeout(fail, limit, `it to be recorded within ${limit} ms`);
      const recorded = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const settle = (refusal?: EventRefusal) => {
        count(refusal);
        if (refusal !== undefined) {
          fail(`it to be stored, got [${refusal.code}] ${refusal.field} ${refusal.message}`);
        } else if (!isRecordedBySpool) {
          recorded();
        }
      };
      take({ ...event, settle }).then((isTaken) => {
        if (!isTaken) {
          fail("room for it, got a full queue");
        } else if (isRecordedBySpool) {
          recorded();
        } else {
          // Nothing is gained by waiting for others: what comes meanwhile is in the next batch.
          carrier.flush(0);
        }
      });
    });
  }

  const store = platform.createStore<Scope>();
  const recorder: Recorder<Scope> = {
    isAudit,
    prices: options.prices,
    store,
    record,
    refuse: failToEncode,
    onFault: report,
    now,
  };
  const { tenantId, projectId, principal, tags } = options;
  const root = createScope(recorder, {
    tenantId,
    projectId,
    principal,
    tags,
    sessionId: createEventId(Date.now()),
  });
  const stopWatching = options.flushAtExit
    ? platform.watchExit(
        {
          flush: () => carrier.flush(options.exitTimeoutMs),
          endangered: () => carrier.endangered(),
          sendAway() {
            isLeaving = true;
            carrier.flush(0).finally(() => {
              isLeaving = false;
            });
          },
        },
        options,
      )
    : () => {};

  return followCurrent(root, () => store.getStore(), {
    counts,
    flush: (timeoutMs = flushTimeoutMs) => carrier.flush(timeoutMs),
    async close(timeoutMs = flushTimeoutMs) {
      if (isClosed) {
        return 0;
      }
      isClosed = true;
      stopWatching();
      return carrier.close(timeoutMs);
    },
  });
}

interface CarrierHooks extends Omit<DeliveryOptions, "batch" | "queue" | "retry"> {
  readonly keepalive: () => boolean;
  readonly onKeyRefused: (fault: Error) => void;
}

function openCarrier(given: CheckedOptions, platform: Platform, hooks: CarrierHooks): Carrier {
  const { file, spool, apiKey } = given;
  for (const name of ["file", "spool"] as const) {
    if (given[name] !== undefined && platform.createFileSink === undefined) {
      throw new ChaukasError("invalid_option", name, "expected a runtime with files, such as Node");
    }
  }
  const options = { ...given, ...hooks, apiKey, compress: platform.compress };
  const sink =
    file !== undefined && platform.createFileSink !== undefined
      ? platform.createFileSink(file)
      : createServerSink(options);
  return spool !== undefined && platform.createSpoolCarrier !== undefined
    ? platform.createSpoolCarrier(spool, sink, options)
    : createMemoryCarrier(sink, options);
}

/** Returns an instance whose scope is the current one. */
function followCurrent(
  root: Scope,
  getStore: () => Scope | undefined,
  own: Pick<Chaukas, "counts" | "flush" | "close">,
): Chaukas {
  const current = () => getStore() ?? root;
  const methods = Object.fromEntries(
    Object.keys(root)
      .filter((name) => typeof root[name as "emit"] === "function")
      .map((name) => [
        name,
        (...args: never[]) => (current()[name as "emit"] as (...args: never[]) => unknown)(...args),
      ]),
  ) as unknown as Omit<Scope, "context" | "traceparent" | "mode">;
  return {
    ...own,
    ...methods,
    mode: root.mode ?? "observe",
    get current() {
      return current();
    },
    get context() {
      return current().context;
    },
    get traceparent() {
      return current().traceparent;
    },
  };
}
