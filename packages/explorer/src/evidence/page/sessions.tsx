// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describeEvent, describeOperation, type OutlineItem, outlineSession } from "@chaukas/spec-common/session";
import { useState } from "preact/hooks";

/** Characters of a text that are shown before an event is opened. */
const maxText = 240;
/** Levels that are nested. What is deeper is listed side by side. */
const maxDepth = 24;

/** Sessions as trees of what happened in them. `numbers` are the places of events in the log. */
export function Sessions({ events, numbers }: { events: readonly Event[]; numbers: ReadonlyMap<Event, number> }) {
  const sessions = new Map<string, Event[]>();
  for (const event of events) {
    const own = sessions.get(event.sessionId) ?? [];
    sessions.set(event.sessionId, own);
    own.push(event);
  }
  return (
    <>
      {[...sessions].map(([sessionId, own]) => (
        <section key={sessionId}>
          <h3>Session {sessionId}</h3>
          <p class="muted">
            {own.length} {own.length === 1 ? "event" : "events"}, first at {timeOf(own[0])}
          </p>
          <Outline items={flatten(outlineSession(own))} begin={own[0]} numbers={numbers} />
        </section>
      ))}
    </>
  );
}

interface OutlineProps {
  readonly items: readonly OutlineItem[];
  readonly begin: Event | undefined;
  readonly numbers: ReadonlyMap<Event, number>;
}

function Outline({ items, begin, numbers }: OutlineProps) {
  return (
    <ul class="outline">
      {items.map((item) => {
        const events =
          item.case === "event" ? [item.event] : [item.start, item.end].filter((event) => event !== undefined);
        return (
          <li key={events[0]?.eventId}>
            <Item item={item} events={events} begin={begin} numbers={numbers} />
            {item.case === "operation" && item.items.length > 0 && (
              <Outline items={item.items} begin={begin} numbers={numbers} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface ItemProps extends Omit<OutlineProps, "items"> {
  readonly item: OutlineItem;
  readonly events: readonly Event[];
}

function Item({ item, events, begin, numbers }: ItemProps) {
  const [first] = events;
  const { kind, about, result, state } = item.case === "event" ? readEvent(item.event) : readOperation(item);
  return (
    <div class="item">
      <time datetime={timeOf(first)} title={timeOf(first)}>
        {since(begin, first)}
      </time>
      <span class="kind">{kind}</span>
      {about !== "" && <span class="about">{cut(about)}</span>}
      {state !== "" && <span class={state.startsWith("failed") ? "failed" : "muted"}>{state}</span>}
      {result !== "" && <span class="about muted">{cut(result)}</span>}
      {events.map((event) => (
        <Hole key={event.eventId} event={event} />
      ))}
      {events.map((event) => (
        <EventDetails key={event.eventId} event={event} number={numbers.get(event)} />
      ))}
    </div>
  );
}

function Hole({ event: { redaction } }: { event: Event }) {
  return redaction === undefined ? null : (
    <span class="hole">
      redacted: {redaction.fields.join(", ")}
      {redaction.method !== "" && ` (${redaction.method})`}
    </span>
  );
}

function EventDetails({ event, number }: { event: Event; number: number | undefined }) {
  // Written when it is opened, since there may be many.
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {(EventType[event.type] ?? `type ${event.type}`).toLowerCase()} {event.eventId}
        {number !== undefined && `, record ${number}`}
      </summary>
      {isOpen && <pre>{JSON.stringify(eventToJson(event), undefined, 2)}</pre>}
    </details>
  );
}

interface ItemText {
  readonly kind: string;
  readonly about: string;
  readonly result: string;
  readonly state: string;
}

function readEvent(event: Event): ItemText {
  const kind = (EventType[event.type] ?? `type ${event.type}`).toLowerCase().replaceAll("_", " ");
  return { kind, about: describeEvent(event), result: "", state: "" };
}

function readOperation(operation: Extract<OutlineItem, { case: "operation" }>): ItemText {
  const { what, result } = describeOperation(operation);
  const { kind, start, end } = operation;
  const status = end === undefined ? "open" : nameStatus(end.status);
  const lasted = start !== undefined && end !== undefined ? ` in ${since(start, end)}` : "";
  return { kind, about: what, result, state: `${start === undefined ? "start missing, " : ""}${status}${lasted}` };
}

function nameStatus(status: EventStatus): string {
  return status === EventStatus.UNSPECIFIED
    ? "ended"
    : (EventStatus[status] ?? `status ${status}`).toLowerCase().replaceAll("_", " ");
}

function timeOf(event: Event | undefined): string {
  return event === undefined ? "" : String(eventToJson(event).timestamp ?? "");
}

function since(begin: Event | undefined, event: Event | undefined): string {
  const [from, to] = [begin?.timestamp, event?.timestamp];
  const ms = Number((to?.seconds ?? 0n) - (from?.seconds ?? 0n)) * 1000 + ((to?.nanos ?? 0) - (from?.nanos ?? 0)) / 1e6;
  const hours = Math.trunc(ms / 3_600_000);
  return hours === 0
    ? `${(ms / 1000).toFixed(3)} s`
    : `${hours} h ${Math.trunc(Math.abs(ms % 3_600_000) / 60_000)} min`;
}

function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}

/** Lists what is nested too deep for a page after the item that it is in. */
function flatten(items: readonly OutlineItem[], depth = 0): OutlineItem[] {
  return items.flatMap((item) => {
    if (item.case === "event") {
      return [item];
    }
    return depth < maxDepth
      ? [{ ...item, items: flatten(item.items, depth + 1) }]
      : [{ ...item, items: [] }, ...listAll(item.items)];
  });
}

function listAll(items: readonly OutlineItem[]): OutlineItem[] {
  const listed: OutlineItem[] = [];
  const left = [...items].reverse();
  for (let item = left.pop(); item !== undefined; item = left.pop()) {
    listed.push(item.case === "event" ? item : { ...item, items: [] });
    for (const inner of item.case === "operation" ? [...item.items].reverse() : []) {
      left.push(inner);
    }
  }
  return listed;
}
