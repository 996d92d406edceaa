// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EventTotals, outlineSession, totalEvents } from "@chaukas/spec-common/session";
import { useEffect, useMemo, useState } from "preact/hooks";
import { count, showCost, showName, since, timeOf } from "../../outline/item-text.js";
import { listRows, searchRows } from "../../outline/outline-rows.js";
import { type Connection, readSession } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { Conversation } from "./conversation.js";
import { EventPanel } from "./event-panel.js";
import { Heading } from "./heading.js";
import { OutlineTree } from "./outline-tree.js";
import { Problem } from "./problem.js";
import { ProofPanel } from "./proof-panel.js";
import { SaveButtons } from "./save-buttons.js";
import { useLive } from "./use-live.js";

interface SessionViewProps {
  readonly connection: Connection;
  readonly sessionId: string;
  /** Event that is selected. Empty for none. */
  readonly eventId: string;
  readonly as?: "conversation";
}

/** A session: what it adds up to, its proof, and its events, as a tree with the selected event or as a conversation. */
export function SessionView({ connection, sessionId, eventId, as }: SessionViewProps) {
  const [events, setEvents] = useState<readonly Event[]>();
  const [progress, setProgress] = useState("Reading…");
  const [problem, setProblem] = useState("");
  const [reads, setReads] = useState(0);
  const readAgain = () => setReads(reads + 1);
  const live = useLive(connection, [{ session_id: sessionId }], readAgain);
  useEffect(() => {
    const stop = new AbortController();
    const onProgress = (read: number, total: number) => setProgress(`${read} of ${total} events`);
    setProblem("");
    live.begun
      .then(() => readSession(connection, sessionId, onProgress, stop.signal))
      .then(setEvents, (error: Error) => stop.signal.aborted || setProblem(error.message));
    return () => stop.abort();
  }, [connection, sessionId, reads]);
  return (
    <>
      <Heading text={`Session ${showName(sessionId)}`} />
      {live.controls}
      <Problem text={problem} />
      {events === undefined && problem === "" && <p role="status">{progress}</p>}
      {events?.length === 0 && (
        <p role="status">There is no event of the session {showName(sessionId)} that you may see.</p>
      )}
      {events !== undefined && events.length > 0 && (
        <Session
          connection={connection}
          events={events}
          sessionId={sessionId}
          eventId={eventId}
          {...(as && { as })}
          onRedacted={readAgain}
        />
      )}
    </>
  );
}

interface SessionProps extends SessionViewProps {
  readonly events: readonly Event[];
  readonly onRedacted: () => void;
}

function Session({ connection, events, sessionId, eventId, as, onRedacted }: SessionProps) {
  return (
    <>
      <Totals events={events} />
      <ProofPanel connection={connection} sessionId={sessionId} events={events} />
      <div class="beside">
        <SaveButtons connection={connection} sessionId={sessionId} events={events} />
        <CompareForm sessionId={sessionId} />
      </div>
      <nav class="tabs" aria-label="Views of the session">
        <a
          href={formatRoute({ view: "session", sessionId, eventId })}
          aria-current={as === undefined ? "page" : undefined}
        >
          What was done
        </a>
        <a
          href={formatRoute({ view: "session", sessionId, eventId, as: "conversation" })}
          aria-current={as === "conversation" ? "page" : undefined}
        >
          Conversation
        </a>
      </nav>
      {as === undefined ? (
        <Contents
          connection={connection}
          events={events}
          sessionId={sessionId}
          eventId={eventId}
          onRedacted={onRedacted}
        />
      ) : (
        <Conversation events={events} sessionId={sessionId} />
      )}
    </>
  );
}

function CompareForm({ sessionId }: { sessionId: string }) {
  return (
    <form
      class="inline"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const other = String(new FormData(submitted.currentTarget).get("other")).trim();
        location.hash = formatRoute({ view: "compare", sessionIds: [sessionId, other] });
      }}
    >
      <label for="other">Compare with session</label>
      <input id="other" name="other" required autocomplete="off" />
      <button type="submit" class="plain">
        Compare
      </button>
    </form>
  );
}

function Contents({ connection, events, sessionId, eventId, onRedacted }: Omit<SessionProps, "as">) {
  const [search, setSearch] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const outline = useMemo(() => outlineSession(events), [events]);
  const { begin, end } = useMemo(() => addUp(events), [events]);
  const rows = useMemo(
    () => (search.trim() === "" ? listRows(outline, closed) : searchRows(outline, search)),
    [outline, closed, search],
  );
  const selected = events.find((event) => event.eventId === eventId);
  return (
    <>
      {/* Only the lines in view are in the page. */}
      <p class="paper">To print what was done, save the evidence as a page, and print that page.</p>
      <div class="screen">
        <label for="search">Search in this session</label>
        <input
          id="search"
          type="search"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <p class="muted" role="status">
          {count(rows.length, "line")}
        </p>
      </div>
      <div class="panes">
        <OutlineTree
          rows={rows}
          closed={closed}
          isFlat={search.trim() !== ""}
          begin={begin}
          end={end}
          sessionId={sessionId}
          selectedId={eventId}
          onToggle={(id) => {
            const next = new Set(closed);
            if (!next.delete(id)) {
              next.add(id);
            }
            setClosed(next);
          }}
        />
        <EventPanel
          key={eventId}
          connection={connection}
          event={selected}
          events={events}
          sessionId={sessionId}
          onRedacted={onRedacted}
        />
      </div>
    </>
  );
}

function Totals({ events }: { events: readonly Event[] }) {
  const totals = useMemo(() => addUp(events), [events]);
  const [first] = events;
  return (
    <dl class="totals">
      <dt>Tenant</dt>
      <dd>
        {first?.tenantId}
        {first?.projectId !== "" && `, project ${first?.projectId}`}
      </dd>
      <dt>Began</dt>
      <dd>
        {timeOf(first)}, {count(totals.events, "event")} in {since(totals.begin, totals.end)}
      </dd>
      <dt>Did</dt>
      <dd>{describeTotals(totals)}</dd>
    </dl>
  );
}

function addUp(events: readonly Event[]): EventTotals {
  const totalled = totalEvents();
  for (const event of events) {
    totalled.add(event);
  }
  return totalled.totals();
}

function describeTotals(totals: EventTotals): string {
  const { modelCalls, inputTokens, outputTokens, toolCalls, dataAccesses, handoffs, errors } = totals;
  return [
    `${count(modelCalls, "model call")} (${inputTokens} → ${outputTokens} tokens)`,
    ...[...totals.costs].map(([currency, sum]) => `cost ${showCost(currency, sum)}`),
    count(toolCalls, "tool call"),
    ...(dataAccesses > 0 ? [count(dataAccesses, "data access")] : []),
    ...(handoffs > 0 ? [count(handoffs, "handoff")] : []),
    count(errors, "error"),
    ...[...totals.policyOutcomes].map(([outcome, times]) => `${times} × policy ${showName(outcome) || "(none)"}`),
  ].join(", ");
}
