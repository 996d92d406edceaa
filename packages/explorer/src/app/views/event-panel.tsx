// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describeEvent } from "@chaukas/spec-common/session";
import { useEffect, useRef } from "preact/hooks";
import { nameType, timeOf } from "../../outline/item-text.js";
import type { Connection } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { CopyButton } from "./copy-button.js";
import { focusAfterUse } from "./focus-after-use.js";
import { RedactForm } from "./redact-form.js";

interface EventPanelProps {
  readonly connection: Connection;
  readonly event: Event | undefined;
  /** All events of the session, among which linked ones are. */
  readonly events: readonly Event[];
  readonly sessionId: string;
  readonly onRedacted: () => void;
}

/** Everything about an event, and the events that it is linked with. */
export function EventPanel({ connection, event, events, sessionId, onRedacted }: EventPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The link that led here is gone, with the focus that it had.
    if (document.activeElement === document.body) {
      focusAfterUse(heading.current);
    }
  }, []);
  if (event === undefined) {
    return <aside class="panel muted">Select a line to see its event.</aside>;
  }
  const text = JSON.stringify(eventToJson(event), undefined, 2);
  return (
    <aside class="panel" aria-label="Event">
      <h2 ref={heading} tabIndex={-1}>
        {nameType(event)}
      </h2>
      <p>{describeEvent(event)}</p>
      <dl>
        <dt>Happened</dt>
        <dd>{timeOf(event)}</dd>
        <dt>Recorded</dt>
        <dd>{String(eventToJson(event).server_timestamp ?? "unknown")}</dd>
        {event.wormProofId !== "" && (
          <>
            <dt>In the log</dt>
            <dd>{event.wormProofId}</dd>
          </>
        )}
      </dl>
      <Links event={event} events={events} sessionId={sessionId} />
      <CopyButton label="Copy as JSON" text={text} />
      <pre>{text}</pre>
      {event.content.case !== "redactionRecord" && (
        // Begins anew once something was erased.
        <details key={event.redaction?.fields.length}>
          <summary>Erase values…</summary>
          <RedactForm
            connection={connection}
            event={event}
            onRedacted={() => {
              heading.current?.focus();
              onRedacted();
            }}
          />
        </details>
      )}
    </aside>
  );
}

interface LinksProps extends Pick<EventPanelProps, "events" | "sessionId"> {
  readonly event: Event;
}

function Links({ event, events, sessionId }: LinksProps) {
  const linked = events.filter((other) => other !== event && isLinked(event, other)).slice(0, 50);
  return linked.length === 0 ? null : (
    <>
      <h3>Linked events</h3>
      <ul>
        {linked.map((other) => (
          <li key={other.eventId}>
            <a href={formatRoute({ view: "session", sessionId, eventId: other.eventId })}>{nameType(other)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whether two events are of the same operation, or one is about the other. */
function isLinked(event: Event, other: Event): boolean {
  const isSameOperation = event.spanId !== "" && event.spanId === other.spanId;
  return isSameOperation || isAbout(event, other) || isAbout(other, event);
}

function isAbout({ content }: Event, other: Event): boolean {
  switch (content.case) {
    case "policy":
      return content.value.targetSpanId !== "" && content.value.targetSpanId === other.spanId;
    case "evaluation": {
      const { targetEventId, targetSpanId } = content.value;
      return targetEventId === other.eventId || (targetSpanId !== "" && targetSpanId === other.spanId);
    }
    case "redactionRecord":
      return content.value.eventId === other.eventId;
    default:
      return false;
  }
}
