// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useMemo, useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";
import { type AgentSums, sumByAgent } from "../../outline/sum-by-agent.js";
import { type Connection, type EventsRead, readEvents } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { toQueryFilter, toWatchParameters } from "./event-filter.js";
import { FilterForm } from "./filter-form.js";
import { Heading } from "./heading.js";
import { Problem } from "./problem.js";
import { ReadMore } from "./read-more.js";
import { TableHead } from "./table-head.js";
import { useLive } from "./use-live.js";
import { usePages } from "./use-pages.js";

interface AgentsViewProps {
  readonly connection: Connection;
  readonly filter: Readonly<Record<string, string>>;
}

/** Events that are read at first, and that each press of the button adds. */
const eventsAtOnce = 20_000;

const columns = [
  ...["Agent", "Version", "Sessions", "Events", "Model calls", "Models", "Tokens", "Cost"],
  ...["Tool calls", "Tools", "Errors", "Sessions with errors", "Policy"],
];

/** What agents did, by version, in a range of times. The page adds it up itself, from the newest events on. */
export function AgentsView({ connection, filter }: AgentsViewProps) {
  const [progress, setProgress] = useState(0);
  const live = useLive(connection, [toWatchParameters(filter)], () => readAgain());
  const { pages, problem, isReading, readMore, readAgain } = usePages<EventsRead>(async (last, signal) => {
    await live.begun;
    const query = { filter: toQueryFilter(filter), order: "DESC", pageToken: last?.nextPageToken ?? "" } as const;
    return readEvents(connection, query, eventsAtOnce, setProgress, signal);
  });
  const events = useMemo(() => pages.flatMap((page) => page.events), [pages]);
  const { agents, withoutAgent } = useMemo(() => sumByAgent(events), [events]);
  const last = pages.at(-1);
  const rest = last?.nextPageToken ? Math.max(1, last.totalCount - events.length) : 0;
  return (
    <>
      <Heading text="Agents" />
      <FilterForm view="agents" filter={filter} fields={fields} choices={{}} />
      {live.controls}
      <Problem text={problem} />
      <p class="muted" role="status">
        {isReading && `Reading… ${count(progress, "event")} so far. `}
        {last !== undefined && describeExtent(events.length, rest, withoutAgent)}
      </p>
      <div class="wide">
        <table>
          <TableHead columns={columns} />
          <tbody>
            {agents.map((sums) => (
              <AgentRow key={JSON.stringify([sums.agentId, sums.name, sums.version])} sums={sums} filter={filter} />
            ))}
          </tbody>
        </table>
      </div>
      <ReadMore hasMore={rest > 0} isReading={isReading} onPress={readMore}>
        Read on ({count(Math.min(rest, eventsAtOnce), "event")} of {rest} older)
      </ReadMore>
    </>
  );
}

function describeExtent(read: number, rest: number, withoutAgent: number): string {
  const extent = rest > 0 ? `The newest ${read} of ${read + rest} events` : `All ${count(read, "event")}`;
  return `${extent} that match, ${withoutAgent} of them of no agent.${
    rest > 0 ? " Sessions that began before count in part." : ""
  }`;
}

function AgentRow({ sums, filter }: { sums: AgentSums; filter: AgentsViewProps["filter"] }) {
  const { agentId, name, version, totals, sessionsWithErrors, models, tools } = sums;
  const { sessions, errors } = totals;
  const { start, end, project_id: project } = filter;
  const sessionsFilter = {
    agent_id: agentId,
    ...(project !== undefined && { project_id: project }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
  };
  return (
    <tr>
      <th scope="row">
        {name || agentId}
        {name !== "" && agentId !== "" && <span class="muted"> {agentId}</span>}
      </th>
      <td>{version || <span class="muted">not given</span>}</td>
      <td>
        {agentId === "" ? (
          sessions
        ) : (
          <a
            aria-label={`${count(sessions, "session")} of ${name || agentId}`}
            href={formatRoute({ view: "sessions", filter: sessionsFilter })}
          >
            {sessions}
          </a>
        )}
      </td>
      <td>{totals.events}</td>
      <td>{totals.modelCalls}</td>
      <td>{models.join(", ")}</td>
      <td class="time">
        {totals.inputTokens} → {totals.outputTokens}
      </td>
      <td>{[...totals.costs].map(([currency, cost]) => `${currency} ${cost}`.trim()).join(", ")}</td>
      <td>{totals.toolCalls}</td>
      <td>{tools.join(", ")}</td>
      <td class={errors > 0 ? "failed" : ""}>{errors}</td>
      <td class="time">{formatShare(sessionsWithErrors, sessions)}</td>
      <td>{[...totals.policyOutcomes].map(([outcome, times]) => `${outcome || "(none)"} ${times}`).join(", ")}</td>
    </tr>
  );
}

function formatShare(part: number, whole: number): string {
  return part === 0 ? "0" : `${part} (${((part / whole) * 100).toFixed(part < whole ? 1 : 0)} %)`;
}

/** Members of a filter that the form has, with their labels. */
const fields = { agent_id: "Agent", project_id: "Project", models: "Model", tool_names: "Tool" } as const;
