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

/** How long a view waits for the stream to begin before it reads. */
const patienceMs = 1_000;
/** Minimum time between two changes of the number, so that it can be read, and be read out. */
const restMs = 1_000;

/**
 * Follows the events that match any of several filters, each given as parameters of `GET /v1/events:watch`, with a stream
 * for each. What is being read does not move: the number of new events is shown, and `onShow` is called when the user asks
 * for them.
 */
export function useLive(
  connection: Connection,
  filters: readonly Readonly<Record<string, string>>[],
  onShow: () => void,
): Live {
  const [isOn, setOn] = useState(keepsLive());
  const [states, setStates] = useState<ReadonlyMap<string, WatchState>>(new Map());
  const [news, setNews] = useState(noNews);
  const heard = useRef(createHeard());
  // Two streams of the same events would have each twice.
  const streams = [...new Set(filters.map((filter) => JSON.stringify(filter)))];
  const begin = useMemo(() => createBegin(streams), []);
  useEffect(() => {
    if (!isOn) {
      begin.skip();
      return;
    }
    const stop = new AbortController();
    const show = setInterval(() => {
      const { events, sessions, isUnknown } = heard.current;
      setNews((last) =>
        last.events === events && last.isUnknown === isUnknown ? last : { events, sessions: sessions.size, isUnknown },
      );
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
        onBegin() {
          // Whatever came between the reading of the view and this moment is not in the stream.
          heard.current.isUnknown ||= begin.isOver();
          begin.note(stream);
        },
        onEvent({ session_id: sessionId = "" }) {
          heard.current.events += 1;
          heard.current.sessions.add(sessionId);
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

function createHeard() {
  return { events: 0, sessions: new Set<string>(), isUnknown: false };
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
