// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type ListSessionsResponse,
  SessionState,
  type SessionSummary,
} from "@chaukas/spec-server/gen/chaukas/spec/server/v1/server_pb.js";
import { count, formatTime, showCost, showName, showOutcome, since } from "../../outline/item-text.js";
import { type Connection, listSessions } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { FilterForm } from "./filter-form.js";
import { Heading } from "./heading.js";
import { Problem } from "./problem.js";
import { ReadMore } from "./read-more.js";
import { TableHead } from "./table-head.js";
import { useLive } from "./use-live.js";
import { usePages } from "./use-pages.js";

interface SessionsViewProps {
  readonly connection: Connection;
  readonly filter: Readonly<Record<string, string>>;
}

const columns = [
  ...["Session", "Last event", "Lasted", "Events", "Model calls", "Tokens", "Cost"],
  ...["Tool calls", "Errors", "Policy", "Agents"],
];

/** A list of sessions, those with the newest event first, with what each adds up to. */
export function SessionsView({ connection, filter }: SessionsViewProps) {
  const { project_id: project } = filter;
  const stream = project === undefined ? {} : { project_id: project };
  const live = useLive(
    connection,
    [stream],
    () => readAgain(),
    async (heard, signal) => {
      const shown = new Set(pages.flatMap((page) => page.sessions).map(({ sessionId }) => sessionId));
      return selectListed({ connection, filter, shown, heard, signal });
    },
  );
  const { pages, problem, isReading, readMore, readAgain } = usePages<ListSessionsResponse>(async (last, signal) => {
    await live.begun;
    return listSessions(connection, filter, last?.nextPageToken ?? "", signal);
  });
  const sessions = pages.flatMap((page) => page.sessions);
  const hasMore = (pages.at(-1)?.nextPageToken ?? "") !== "";
  return (
    <>
      <Heading text="Sessions" />
      <FilterForm view="sessions" filter={filter} fields={fields} choices={choices} />
      {live.controls}
      <Problem text={problem} />
      <p class="muted" role="status">
        {pages.length > 0 && (hasMore ? `${sessions.length} or more sessions` : count(sessions.length, "session"))}
        {isReading && " Reading…"}
      </p>
      <div class="wide">
        <table>
          <TableHead columns={columns} />
          <tbody>
            {sessions.map((session) => (
              <SessionRow key={JSON.stringify([session.sessionId, session.projectId])} session={session} />
            ))}
          </tbody>
        </table>
      </div>
      <ReadMore hasMore={hasMore} isReading={isReading} onPress={readMore}>
        Read more
      </ReadMore>
    </>
  );
}

interface ListedQuery extends SessionsViewProps {
  /** Sessions that the list has. */
  readonly shown: ReadonlySet<string>;
  /** Sessions with new events. */
  readonly heard: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * Returns the sessions with new events that the list has, or would have now. Only the server can tell which ones join: an
 * event of one agent changes a session in which another one was at work, too, and may be its first error.
 */
async function selectListed({ connection, filter, shown, heard, signal }: ListedQuery): Promise<ReadonlySet<string>> {
  const { project_id, session_id_prefix: prefix = "", ...others } = filter;
  const own = [...heard].filter((sessionId) => sessionId.startsWith(prefix));
  if (Object.keys(others).length === 0 || own.every((sessionId) => shown.has(sessionId))) {
    return new Set(own);
  }
  const page = await listSessions(connection, filter, "", signal);
  const listed = new Set(page.sessions.map(({ sessionId }) => sessionId));
  return new Set(own.filter((sessionId) => shown.has(sessionId) || listed.has(sessionId)));
}

function SessionRow({ session }: { session: SessionSummary }) {
  const { sessionId, firstEventAt, lastEventAt, errors, costs, agentIds } = session;
  return (
    <tr>
      <td>
        <a href={formatRoute({ view: "session", sessionId, eventId: "" })}>{showName(sessionId)}</a>
        {session.state === SessionState.OPEN && <span class="muted"> open</span>}
      </td>
      <td class="time">{formatTime(lastEventAt)}</td>
      <td class="time">{since(firstEventAt, lastEventAt)}</td>
      <td>{String(session.eventCount)}</td>
      <td>{String(session.modelCalls)}</td>
      <td class="time">
        {String(session.inputTokens)} → {String(session.outputTokens)}
      </td>
      <td>
        {listSome(
          costs.map(({ currency, cost }) => showCost(currency, cost)),
          session.moreCosts,
        )}
      </td>
      <td>{String(session.toolCalls)}</td>
      <td class={errors > 0n ? "failed" : ""}>{String(errors)}</td>
      <td>
        {listSome(
          Object.entries(session.policyOutcomes).map(([outcome, times]) => showOutcome(outcome, times)),
          session.morePolicyOutcomes,
        )}
      </td>
      <td>{listSome(agentIds.map(showName), session.moreAgents)}</td>
    </tr>
  );
}

/** Lists the names that a summary has of all that there are. */
function listSome(names: readonly string[], more: bigint): string {
  return `${names.join(", ")}${more > 0n ? ` and ${more} more` : ""}`;
}

/** Parameters of the list that the form has, with their labels. */
const fields = {
  session_id_prefix: "Session begins with",
  project_id: "Project",
  agent_id: "Agent",
  principal_id: "Principal",
  policy_outcome: "Policy outcome",
  state: "State",
  only_with_errors: "Errors",
} as const;

const choices = { state: { OPEN: "open", ENDED: "ended" }, only_with_errors: { true: "with errors" } } as const;
