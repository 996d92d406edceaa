// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { type OutlineItem, outlineSession } from "@chaukas/spec-common/session";
import { useState } from "preact/hooks";
import { count, cutText, describeItem, eventsOf, nameType, showName, since, timeOf } from "../../outline/item-text.js";

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
          <h3>Session {showName(sessionId)}</h3>
          <p class="muted">
            {count(own.length, "event")}, first at {timeOf(earliest(own))}
          </p>
          <Outline items={flatten(outlineSession(own))} begin={earliest(own)} numbers={numbers} />
        </section>
      ))}
    </>
  );
}

function earliest(events: readonly Event[]): Event | undefined {
  const [first] = [...events].sort((a, b) => Number(nanosOf(a) - nanosOf(b)));
  return first;
}

function nanosOf({ timestamp }: Event): bigint {
  return (timestamp?.seconds ?? 0n) * 1_000_000_000n + BigInt(timestamp?.nanos ?? 0);
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
        const events = eventsOf(item);
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
  const { kind, about, result, state } = describeItem(item);
  return (
    <div class="item">
      <time datetime={timeOf(first)} title={timeOf(first)}>
        {since(begin?.timestamp, first?.timestamp)}
      </time>
      <span class="kind">{kind}</span>
      {about !== "" && <span class="about">{cutText(about)}</span>}
      {state !== "" && <span class={state.startsWith("failed") ? "failed" : "muted"}>{state}</span>}
      {result !== "" && <span class="about muted">{cutText(result)}</span>}
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
        {nameType(event)} {event.eventId}
        {number !== undefined && `, record ${number}`}
      </summary>
      {isOpen && <pre>{JSON.stringify(eventToJson(event), undefined, 2)}</pre>}
    </details>
  );
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
