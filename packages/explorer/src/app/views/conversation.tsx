// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventType } from "@chaukas/spec-common";
import { describeEvent } from "@chaukas/spec-common/session";
import { useMemo } from "preact/hooks";
import { nameType, timeOf } from "../../outline/item-text.js";
import { findNewMessages, type ModelMessage } from "../../outline/model-messages.js";
import { formatRoute } from "../route.js";
import { useShown } from "./use-shown.js";

interface ConversationProps {
  /** The events in order of time. */
  readonly events: readonly Event[];
  readonly sessionId: string;
}

/** Entries that are in the page at first, and that each press of a button adds. */
const pageSize = 200;

/** A session to read from top to bottom: what people and agents said, and in between what the agents did. */
export function Conversation({ events, sessionId }: ConversationProps) {
  const messages = useMemo(() => findNewMessages(events), [events]);
  const entries = useMemo(() => events.filter((event) => isTold(event) || messages.has(event)), [events, messages]);
  const [shown, readOn] = useShown(entries.length, pageSize, "more event");
  return (
    <>
      <ol class="conversation">
        {entries.slice(0, shown).map((event) => (
          <Entry key={event.eventId} event={event} messages={messages.get(event) ?? []} sessionId={sessionId} />
        ))}
      </ol>
      {entries.length === 0 && <p class="muted">Nobody said or did anything in this session.</p>}
      {readOn}
    </>
  );
}

interface EntryProps {
  readonly event: Event;
  /** What is new in a call to a model. */
  readonly messages: readonly ModelMessage[];
  readonly sessionId: string;
}

function Entry({ event, messages, sessionId }: EntryProps) {
  const speaker = speakerOf(event);
  const link = formatRoute({ view: "session", sessionId, eventId: event.eventId });
  const text = speaker === undefined ? describeEvent(event) : textOf(event);
  const isErased = event.redaction !== undefined;
  return (
    <li class={speaker === undefined ? "step" : `said ${event.type === EventType.INPUT_RECEIVED ? "in" : "out"}`}>
      <p class="head">
        <strong>{speaker ?? nameType(event)}</strong>
        {speaker === undefined && event.agentName !== "" && <span class="muted"> by {event.agentName}</span>}{" "}
        <a href={link}>
          <time>{timeOf(event)}</time>
        </a>
        {isErased && <span class="hole">redacted</span>}
      </p>
      <p class={event.content.case === "error" ? "text failed" : "text"}>{text || <em class="muted">no text</em>}</p>
      {messages.map(({ role, text }, index) => (
        <p key={index} class="message">
          <strong>{role}</strong> {text}
        </p>
      ))}
    </li>
  );
}

/** Types that only say that something begins or ends, which the tree shows. */
const silent: ReadonlySet<EventType> = new Set([
  EventType.SESSION_START,
  EventType.SESSION_END,
  EventType.AGENT_START,
  EventType.AGENT_END,
  EventType.MODEL_INVOCATION_START,
]);

function isTold(event: Event): boolean {
  return !silent.has(event.type) || event.content.case === "message" || event.content.case === "error";
}

/** Returns who says what an event holds. Undefined if it tells of something that was done. */
function speakerOf({ content, type, agentName, agentId }: Event): string | undefined {
  if (content.case !== "message") {
    return undefined;
  }
  return content.value.role || (type === EventType.INPUT_RECEIVED ? "user" : agentName || agentId || "agent");
}

function textOf({ content }: Event): string {
  return content.case === "message" ? content.value.text : "";
}
