// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType, type QueryResponse } from "@chaukas/spec-common";
import type { QueryFilterJson } from "@chaukas/spec-common/json";
import { describeEvent } from "@chaukas/spec-common/session";
import { useEffect, useState } from "preact/hooks";
import { cutText, nameType, timeOf } from "../../outline/item-text.js";
import { type Connection, queryEvents } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { FilterForm } from "./filter-form.js";

interface EventsViewProps {
  readonly connection: Connection;
  readonly filter: Readonly<Record<string, string>>;
}

const pageSize = 100;

/** A list of events that match a filter, newest first, with links to their sessions. */
export function EventsView({ connection, filter }: EventsViewProps) {
  const [pages, setPages] = useState<readonly QueryResponse[]>([]);
  const [problem, setProblem] = useState("");
  async function readMore(): Promise<void> {
    const pageToken = pages.at(-1)?.nextPageToken ?? "";
    try {
      const query = { filter: toFilter(filter), order: "DESC", pageSize, pageToken } as const;
      const page = await queryEvents(connection, query);
      setPages([...pages, page]);
      setProblem("");
    } catch (error) {
      setProblem((error as Error).message);
    }
  }
  useEffect(() => void readMore(), []);
  const events = pages.flatMap((page) => page.events);
  const [first] = pages;
  return (
    <>
      <h1>Events</h1>
      <FilterForm view="events" filter={filter} fields={fields} choices={choices} />
      {problem !== "" && (
        <p role="alert" class="failed">
          {problem}
        </p>
      )}
      <p class="muted" role="status">
        {first === undefined ? "Reading…" : `${events.length} of ${first.totalCount} events`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Type</th>
            <th scope="col">Status</th>
            <th scope="col">Agent</th>
            <th scope="col">Session</th>
            <th scope="col">About</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventRow key={event.eventId} event={event} />
          ))}
        </tbody>
      </table>
      {pages.at(-1)?.hasMore === true && (
        <button type="button" onClick={() => void readMore()}>
          Read more
        </button>
      )}
    </>
  );
}

function EventRow({ event }: { event: Event }) {
  const { sessionId, eventId, status, agentName, agentId } = event;
  return (
    <tr>
      <td class="time">{timeOf(event)}</td>
      <td>{nameType(event)}</td>
      <td class={status === EventStatus.FAILED ? "failed" : ""}>
        {status === EventStatus.UNSPECIFIED ? "" : (EventStatus[status] ?? String(status)).toLowerCase()}
      </td>
      <td>{agentName || agentId}</td>
      <td>
        <a href={formatRoute({ view: "session", sessionId, eventId })}>{sessionId}</a>
      </td>
      <td>{cutText(describeEvent(event))}</td>
    </tr>
  );
}

/** Members of a filter that the form has, with their labels. */
const fields = {
  text_query: "Text",
  session_id: "Session",
  agent_id: "Agent",
  tool_names: "Tool",
  models: "Model",
  principal_ids: "Principal",
  policy_outcomes: "Policy outcome",
  types: "Type",
  statuses: "Status",
} as const;

const lists: ReadonlySet<string> = new Set([
  "tool_names",
  "models",
  "principal_ids",
  "policy_outcomes",
  "types",
  "statuses",
]);

const choices = { types: namesOf(EventType), statuses: namesOf(EventStatus) };

function namesOf(values: object): Record<string, string> {
  const names = Object.keys(values).filter((name) => /^[A-Z]/.test(name) && name !== "UNSPECIFIED");
  return Object.fromEntries(names.map((name) => [name, name]));
}

function toFilter({ start, end, ...filter }: Readonly<Record<string, string>>): QueryFilterJson {
  const time = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  const members = Object.entries(filter).map(([name, value]) => [name, lists.has(name) ? [value] : value]);
  return { ...Object.fromEntries(members), ...(Object.keys(time).length > 0 && { time }) };
}
