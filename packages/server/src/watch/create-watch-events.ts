// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, QueryRequestSchema } from "@chaukas/spec-common";
import {
  type BackendContext,
  ChaukasServerService,
  limitError,
  type WatchEventsRequest,
  type WatchEventsResponseSchema,
} from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Authenticate } from "../auth/authenticate.js";
import { boundTenantOf, callerOf } from "../auth/caller.js";
import { runPeriodically } from "../concurrency/run-periodically.js";
import type { Gate } from "../limits/create-gate.js";
import { retryAfterSeconds, type StoreCalls } from "../limits/create-store-calls.js";
import type { ServerHooks } from "../observe/server-hooks.js";
import { toStoreQuery } from "../query/to-store-query.js";
import type { EventStore } from "../store/contract/event-store.js";
import { readLogEnd } from "../store/contract/read-log-end.js";
import { createLogTail, type LogTail } from "./log-tail.js";
import { createEventMatcher } from "./match-event.js";
import { identityOf, readResumeToken, writeResumeToken } from "./resume-token.js";

/** The streams of events that callers follow. */
export interface Watches {
  /** Follows the events that a request asks for. The stream ends when the caller disconnects. */
  watch(request: WatchEventsRequest, context: BackendContext): AsyncGenerator<Message>;
  /** Says that a log has grown, so that its events are delivered at once. */
  noteGrowth(tenantId: string): void;
  /** Number of open streams. */
  readonly open: number;
  /** Ends all streams with `unavailable`, and refuses new ones. */
  stop(): void;
}

type Message = MessageInitShape<typeof WatchEventsResponseSchema>;

export interface WatchParts {
  readonly store: EventStore;
  readonly callStore: StoreCalls;
  /** Admits reads of streams that catch up, as it does all reading calls. */
  readonly reading: Gate;
  /** Checks again and again whether the key of a stream still covers it. */
  readonly authenticate: Authenticate;
  /** Maximum number of open streams. Callers of one tenant get at most half of them. */
  readonly maxWatches: number;
  readonly hooks: Pick<ServerHooks, "onLimit">;
  /** As of `ServerBackendOptions`. */
  readonly takeCut?: (() => () => void) | undefined;
}

/** Times in milliseconds. */
export interface WatchTimes {
  /** Longest silence of a stream. */
  readonly heartbeatMs: number;
  /** Time between two checks of the key of a stream. */
  readonly checkMs: number;
  /** Time for the caller to read that its stream has ended, before the connection is cut. */
  readonly graceMs: number;
  /** As of {@link createLogTail}. */
  readonly pollMs: number;
  readonly pauseMs: number;
  readonly patienceMs: number;
}

/** Default of the longest silence of a stream. */
export const defaultHeartbeatMs = 15_000;

const defaultTimes: WatchTimes = {
  heartbeatMs: defaultHeartbeatMs,
  checkMs: 2_000,
  graceMs: 1_000,
  pollMs: 1_000,
  pauseMs: 20,
  patienceMs: 5_000,
};

/** What is read of a log at a time. A stream whose caller does not read holds so much for a few seconds. */
const page = { limit: 500, maxBytes: 512 * 1024 };

/**
 * Creates the streams of events over a store. A stream that goes on from an earlier place reads the log by itself until
 * it has caught up. From there on, all streams of a tenant share one tail of its log.
 */
export function createWatches(parts: WatchParts, times: Partial<WatchTimes> = {}): Watches {
  const { store, callStore, reading, authenticate, hooks, takeCut } = parts;
  const { heartbeatMs, checkMs, graceMs, ...tailTimes } = { ...defaultTimes, ...times };
  /** Time between two looks at how long a stream has been silent. */
  const wakeMs = heartbeatMs / 4;
  const tails = new Map<string, LogTail>();
  const slots = createSlots(parts.maxWatches, () => hooks.onLimit?.("watches"));
  const stopping = new AbortController();

  const read = (tenantId: string, fromSequence: number) =>
    callStore(() => store.readLog(tenantId, { fromSequence, ...page }));

  const readIdentity = async (tenantId: string, sequence: number) => {
    const [stored] = await callStore(() => store.readLog(tenantId, { fromSequence: sequence, limit: 1 }));
    return stored && identityOf(stored.event);
  };

  const openTail = (tenantId: string, from: number): LogTail => {
    const tail = createLogTail({
      read: (fromSequence) => read(tenantId, fromSequence),
      from,
      onEnd: () => tails.delete(tenantId),
      onSlow: () => hooks.onLimit?.("watch_lag"),
      ...tailTimes,
    });
    tails.set(tenantId, tail);
    return tail;
  };

  /** Yields the events of a log from a sequence on, without end, and undefined now and then. */
  async function* follow(tenantId: string, from: number, isNew: boolean, signal: AbortSignal) {
    let next = from;
    // A tail begins at the end of the log, so that nobody waits for one who catches up.
    for (let isAtEnd = isNew; ; ) {
      const tail = tails.get(tenantId);
      if (tail === undefined ? isAtEnd : tail.next <= next) {
        break;
      }
      const leave = await reading.enter(tenantId, 1, signal);
      const events = await read(tenantId, next).finally(leave);
      isAtEnd = events.length === 0;
      yield undefined;
      for (const stored of events) {
        next = stored.sequence + 1;
        yield stored;
      }
    }
    const reader = (tails.get(tenantId) ?? openTail(tenantId, next)).join(next);
    // A caller may disconnect without the stream being told to end.
    signal.addEventListener("abort", reader.leave, { once: true });
    try {
      while (true) {
        yield await reader.next(wakeMs, signal);
      }
    } finally {
      signal.removeEventListener("abort", reader.leave);
      reader.leave();
    }
  }

  async function* watch(request: WatchEventsRequest, context: BackendContext): AsyncGenerator<Message> {
    const { values, requestHeader } = context;
    const query = create(QueryRequestSchema, { ...(request.filter && { filter: request.filter }) });
    const filterOf = () => toStoreQuery(query, callerOf(values)).filter;
    const filter = filterOf();
    const { tenantId } = filter;
    let matches = createEventMatcher(filter);
    const cut = takeCut?.();
    const leave = slots.enter(boundTenantOf(values));
    const refused = new AbortController();
    const ending = AbortSignal.any([stopping.signal, refused.signal]);
    const signal = AbortSignal.any([context.signal, ending]);
    // Not where events are taken: a caller that does not read takes none.
    const check = async () => {
      await authenticate({ method: ChaukasServerService.method.watchEvents, requestHeader, values });
      // A key may have become necessary that covers less.
      matches = createEventMatcher(filterOf());
    };
    const checking = runPeriodically(() => check().catch((error: unknown) => refused.abort(error)), checkMs);
    const end = () => {
      void checking.stop();
      leave();
    };
    signal.addEventListener("abort", end, { once: true });
    ending.addEventListener("abort", () => cut && setTimeout(cut, graceMs).unref(), { once: true });
    try {
      const secret = await callStore(() => store.pageTokenSecret());
      const end = await callStore(() => readLogEnd(store, tenantId));
      const place = request.resumeToken === "" ? undefined : readResumeToken(request.resumeToken, tenantId, secret);
      let next = place?.next ?? end;
      let before = next === 0 || next > end ? undefined : await readIdentity(tenantId, next - 1);
      if (next > end || place?.isAfter(before) === false) {
        const problem =
          next > end ? `which has ${end} events, got one after ${next}` : "got one after an event it lacks";
        throw new ConnectError(
          `resume_token: expected a place in the log, ${problem}; query the events again, and begin a new stream`,
          Code.OutOfRange,
        );
      }
      const message = (event?: Event) => ({
        ...(event && { event }),
        resumeToken: writeResumeToken(next, before, tenantId, secret),
      });
      signal.throwIfAborted();
      let sentMs = performance.now();
      yield message();
      for await (const stored of follow(tenantId, next, next === end, signal)) {
        signal.throwIfAborted();
        if (stored !== undefined) {
          next = stored.sequence + 1;
          before = identityOf(stored.event);
        }
        const isMatch = stored !== undefined && matches(stored.event);
        if (isMatch || performance.now() - sentMs >= heartbeatMs - wakeMs) {
          yield message(isMatch ? stored.event : undefined);
          sentMs = performance.now();
        }
      }
    } finally {
      signal.removeEventListener("abort", end);
      end();
    }
  }

  return {
    watch,
    noteGrowth: (tenantId) => tails.get(tenantId)?.noteGrowth(),
    get open() {
      return slots.taken;
    },
    stop() {
      stopping.abort(new ConnectError("server: shutting down; go on with the last resume_token", Code.Unavailable));
    },
  };
}

/** Counts what is open, all and by owner. An owner gets at most half. */
function createSlots(max: number, onRefused: () => void) {
  const owned = new Map<string, number>();
  let taken = 0;
  const add = (owner: string | undefined, count: number) => {
    taken += count;
    if (owner !== undefined) {
      const own = (owned.get(owner) ?? 0) + count;
      own === 0 ? owned.delete(owner) : owned.set(owner, own);
    }
  };
  return {
    get taken() {
      return taken;
    },
    /** Returns the function that gives the slot back. Throws `resource_exhausted` if there is none. */
    enter(owner: string | undefined): () => void {
      const own = owner === undefined ? 0 : (owned.get(owner) ?? 0);
      if (taken >= max || own >= Math.ceil(max / 2)) {
        onRefused();
        const limit = taken >= max ? `${max} streams at a time` : `${Math.ceil(max / 2)} streams of a tenant at a time`;
        throw limitError(`watch: expected at most ${limit}; try again`, { retryAfterSeconds });
      }
      add(owner, 1);
      let isLeft = false;
      return () => {
        if (!isLeft) {
          isLeft = true;
          add(owner, -1);
        }
      };
    },
  };
}
