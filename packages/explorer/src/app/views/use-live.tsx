// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";
import type { Connection } from "../api/connection.js";
import { keepLive, keepsLive } from "../api/kept.js";
import { type WatchState, watchEvents } from "../api/watch-events.js";

/** What is new. */
interface News {
  readonly events: number;
  readonly sessions: number;
  /** Whether there may be events that the stream did not have. */
  readonly isUnknown: boolean;
}

const noNews: News = { events: 0, sessions: 0, isUnknown: false };

/** News of what a view shows. */
interface Live {
  /** Resolves when what is read from now on is not missed, or after a moment. */
  readonly begun: Promise<void>;
  /** The switch, and a button that shows what is new. Null if the server has no streams. */
  readonly controls: VNode | null;
}

/** Returns those of the sessions with new events that a view shows, or would show if it were read again. */
export type SelectSessions = (sessionIds: ReadonlySet<string>, signal: AbortSignal) => Promise<ReadonlySet<string>>;

/** How long a view waits for the stream to begin before it reads. */
const patienceMs = 1_000;
/** Minimum time between two changes of the number, so that it can be read, and be read out. */
const restMs = 1_000;

/**
 * Follows the events that match any of several filters, each given as parameters of `GET /v1/events:watch`, with a stream
 * for each. What is being read does not move: the number of new events is shown, and `onShow` is called when the user asks
 * for them. A view whose filter no stream can have passes `select`: only events of the sessions that it returns are counted.
 */
export function useLive(
  connection: Connection,
  filters: readonly Readonly<Record<string, string>>[],
  onShow: () => void,
  select: SelectSessions = async (sessionIds) => sessionIds,
): Live {
  const [isOn, setOn] = useState(keepsLive());
  const [states, setStates] = useState<ReadonlyMap<string, WatchState>>(new Map());
  const [news, setNews] = useState(noNews);
  const heard = useRef(createHeard());
  // What a view shows changes, and with it what it selects.
  const lastSelect = useRef(select);
  lastSelect.current = select;
  // Two streams of the same events would have each twice.
  const streams = [...new Set(filters.map((filter) => JSON.stringify(filter)))];
  const begin = useMemo(() => createBegin(streams), []);
  useEffect(() => {
    if (!isOn) {
      begin.skip();
      return;
    }
    const stop = new AbortController();
    let nextLook = 0;
    const show = setInterval(async () => {
      const begun = performance.now();
      if (begun < nextLook) {
        return;
      }
      nextLook = Number.POSITIVE_INFINITY;
      const { current } = heard;
      const found = await readNews(current, lastSelect.current, stop.signal);
      // The busier the server is, the less it is asked.
      nextLook = begun + (performance.now() - begun) * 10;
      if (found !== undefined && current === heard.current && !stop.signal.aborted) {
        setNews((last) => (last.events === found.events && last.isUnknown === found.isUnknown ? last : found));
      }
    }, restMs);
    setStates(new Map());
    for (const stream of streams) {
      const handlers = {
        onState(next: WatchState) {
          setStates((last) => new Map(last).set(stream, next));
          if (next === "off") {
            begin.note(stream);
          }
        },
        onBegin(isAgain: boolean) {
          if (isAgain || begin.isOver()) {
            // Whatever came between the reading of the view and this moment is not in the stream.
            heard.current.isUnknown = true;
            setNews((last) => ({ ...last, isUnknown: true }));
          }
          begin.note(stream);
        },
        onEvent({ session_id: sessionId = "" }) {
          const { sessions } = heard.current;
          sessions.set(sessionId, (sessions.get(sessionId) ?? 0) + 1);
          heard.current.isLookedAt = false;
        },
      };
      void watchEvents(connection, JSON.parse(stream), handlers, stop.signal);
    }
    return () => {
      clearInterval(show);
      stop.abort();
    };
  }, [isOn]);
  const state = sumStates(streams.map((stream) => states.get(stream) ?? "connecting"));
  const toggle = useRef<HTMLInputElement>(null);
  if (state === "off") {
    return { begun: begin.promise, controls: null };
  }
  const showNews = () => {
    heard.current = createHeard();
    setNews(noNews);
    // The button goes, and would take the focus with it.
    toggle.current?.focus();
    onShow();
  };
  const controls = (
    <div class="live">
      <label>
        <input
          ref={toggle}
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => {
            keepLive(currentTarget.checked);
            setOn(currentTarget.checked);
          }}
        />
        Live
      </label>
      {isOn && state === "connecting" && <span class="muted">connecting…</span>}
      <span aria-live="polite">
        {isOn && state === "lost" && <span class="lost">The connection is lost. What is new will follow.</span>}
        {isOn && (news.events > 0 || news.isUnknown) && (
          <button type="button" onClick={showNews}>
            {describeNews(news)}
          </button>
        )}
      </span>
    </div>
  );
  return { begun: begin.promise, controls };
}

function describeNews({ events, sessions, isUnknown }: News): string {
  if (isUnknown) {
    return "Show what is new";
  }
  return `${count(events, "new event")}${sessions > 1 ? ` in ${sessions} sessions` : ""}`;
}

/** The state of all streams together: that of the worst, since the number of new events is wrong without it. */
function sumStates(states: readonly WatchState[]): WatchState {
  return (["off", "lost", "connecting"] as const).find((state) => states.includes(state)) ?? "live";
}

/** What streams have sent since the view was read. */
interface Heard {
  /** Number of new events of each session. */
  readonly sessions: Map<string, number>;
  isUnknown: boolean;
  /** Whether all of it has been counted, as far as it is to be. */
  isLookedAt: boolean;
}

function createHeard(): Heard {
  return { sessions: new Map(), isUnknown: false, isLookedAt: true };
}

/** Counts what has been heard. Undefined if nothing was since the last time. */
async function readNews(heard: Heard, select: SelectSessions, signal: AbortSignal): Promise<News | undefined> {
  const { isUnknown } = heard;
  if (heard.isLookedAt) {
    return isUnknown ? { ...noNews, isUnknown } : undefined;
  }
  heard.isLookedAt = true;
  try {
    const selected = await select(new Set(heard.sessions.keys()), signal);
    const events = [...selected].reduce((sum, sessionId) => sum + (heard.sessions.get(sessionId) ?? 0), 0);
    return { events, sessions: selected.size, isUnknown };
  } catch {
    return { ...noNews, isUnknown: true };
  }
}

/** Waits until all streams have begun, or are not waited for any more. */
function createBegin(streams: readonly string[]) {
  const awaited = new Set(streams);
  let skip = () => {};
  let isOver = false;
  const promise = new Promise<void>((done) => {
    skip = () => {
      isOver = true;
      done();
    };
  });
  setTimeout(skip, patienceMs);
  const note = (stream: string) => {
    awaited.delete(stream);
    if (awaited.size === 0) {
      skip();
    }
  };
  return { promise, skip, note, isOver: () => isOver };
}
