// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventStatus, EventType, type QueryResponse } from "@chaukas/spec-common";
import { describeEvent } from "@chaukas/spec-common/session";
import { count, cutText, nameStatus, nameType, showName, timeOf } from "../../outline/item-text.js";
import { type Connection, queryEvents } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { toQueryFilter, toWatchParameters } from "./event-filter.js";
import { FilterForm } from "./filter-form.js";
import { Heading } from "./heading.js";
import { Problem } from "./problem.js";
import { ReadMore } from "./read-more.js";
import { TableHead } from "./table-head.js";
import { useLive } from "./use-live.js";
import { usePages } from "./use-pages.js";

interface EventsViewProps {
  readonly connection: Connection;
  readonly filter: Readonly<Record<string, string>>;
}

const pageSize = 100;

const columns = ["Time", "Type", "Status", "Agent", "Session", "About"];

/** A list of events that match a filter, newest first, with links to their sessions. */
export function EventsView({ connection, filter }: EventsViewProps) {
  const live = useLive(connection, [toWatchParameters(filter)], () => readAgain());
  const { pages, problem, isReading, readMore, readAgain } = usePages<QueryResponse>(async (last, signal) => {
    await live.begun;
    const pageToken = last?.nextPageToken ?? "";
    return queryEvents(connection, { filter: toQueryFilter(filter), order: "DESC", pageSize, pageToken }, signal);
  });
  const events = pages.flatMap((page) => page.events);
  const [first] = pages;
  return (
    <>
      <Heading text="Events" />
      <FilterForm view="events" filter={filter} fields={fields} choices={choices} />
      {live.controls}
      <Problem text={problem} />
      <p class="muted" role="status">
        {first !== undefined && `${events.length} of ${count(Number(first.totalCount), "event")}`}
        {isReading && " Reading…"}
      </p>
      <div class="wide">
        <table>
          <TableHead columns={columns} />
          <tbody>
            {events.map((event) => (
              <EventRow key={event.eventId} event={event} />
            ))}
          </tbody>
        </table>
      </div>
      <ReadMore hasMore={pages.at(-1)?.hasMore === true} isReading={isReading} onPress={readMore}>
        Read more
      </ReadMore>
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
        {status === EventStatus.UNSPECIFIED ? "" : nameStatus(status)}
      </td>
      <td>{showName(agentName || agentId)}</td>
      <td class="time">
        <a href={formatRoute({ view: "session", sessionId, eventId })}>{showName(sessionId)}</a>
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

const choices = { types: namesOf(EventType), statuses: namesOf(EventStatus) };

function namesOf(values: object): Record<string, string> {
  const names = Object.keys(values).filter((name) => /^[A-Z]/.test(name) && name !== "UNSPECIFIED");
  return Object.fromEntries(names.map((name) => [name, name]));
}
