// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { SessionSummaryJson } from "@chaukas/spec-server/json";
import { useEffect, useState } from "preact/hooks";
import { since } from "../../outline/item-text.js";
import { type Connection, listSessions, type SessionsPage } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { FilterForm } from "./filter-form.js";

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
  const [pages, setPages] = useState<readonly SessionsPage[]>([]);
  const [problem, setProblem] = useState("");
  async function readMore(): Promise<void> {
    try {
      const page = await listSessions(connection, filter, pages.at(-1)?.next_page_token ?? "");
      setPages([...pages, page]);
      setProblem("");
    } catch (error) {
      setProblem((error as Error).message);
    }
  }
  useEffect(() => void readMore(), []);
  const sessions = pages.flatMap((page) => page.sessions ?? []);
  const hasMore = (pages.at(-1)?.next_page_token ?? "") !== "";
  return (
    <>
      <h1>Sessions</h1>
      <FilterForm view="sessions" filter={filter} fields={fields} choices={choices} />
      {problem !== "" && (
        <p role="alert" class="failed">
          {problem}
        </p>
      )}
      <p class="muted" role="status">
        {pages.length === 0 ? "Reading…" : `${sessions.length}${hasMore ? " or more" : ""} sessions`}
      </p>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionRow key={`${session.session_id} ${session.project_id}`} session={session} />
          ))}
        </tbody>
      </table>
      {hasMore && (
        <button type="button" onClick={() => void readMore()}>
          Read more
        </button>
      )}
    </>
  );
}

function SessionRow({ session }: { session: SessionSummaryJson }) {
  const { session_id: sessionId = "", errors = 0, costs = [], agent_ids: agents = [], more_agents: more = 0 } = session;
  return (
    <tr>
      <td>
        <a href={formatRoute({ view: "session", sessionId, eventId: "" })}>{sessionId}</a>
        {session.state === "OPEN" && <span class="muted"> open</span>}
      </td>
      <td class="time">{session.last_event_at}</td>
      <td class="time">{lasted(session)}</td>
      <td>{session.event_count ?? 0}</td>
      <td>{session.model_calls ?? 0}</td>
      <td class="time">
        {session.input_tokens ?? 0} → {session.output_tokens ?? 0}
      </td>
      <td>{costs.map(({ currency = "", cost = 0 }) => `${currency} ${cost}`.trim()).join(", ")}</td>
      <td>{session.tool_calls ?? 0}</td>
      <td class={errors > 0 ? "failed" : ""}>{errors}</td>
      <td>
        {Object.entries(session.policy_outcomes ?? {})
          .map(([outcome, count]) => `${outcome} ${count}`)
          .join(", ")}
      </td>
      <td>
        {agents.join(", ")}
        {more > 0 && ` and ${more} more`}
      </td>
    </tr>
  );
}

function lasted({ first_event_at: first = "", last_event_at: last = "" }: SessionSummaryJson): string {
  return since(timestampFromMs(Date.parse(first) || 0), timestampFromMs(Date.parse(last) || 0));
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
