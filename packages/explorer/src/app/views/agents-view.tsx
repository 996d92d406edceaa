// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useMemo, useState } from "preact/hooks";
import { count, showCost, showName, showOutcome } from "../../outline/item-text.js";
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

/** Rows that are shown at first, and that each press of the button adds. */
const rowsAtOnce = 200;
/** Names in a cell that are shown at first. */
const namesAtOnce = 10;

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
  const [shown, setShown] = useState(rowsAtOnce);
  const hidden = agents.length - shown;
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
            {agents.slice(0, shown).map((sums) => (
              <AgentRow key={JSON.stringify([sums.agentId, sums.name, sums.version])} sums={sums} filter={filter} />
            ))}
          </tbody>
        </table>
      </div>
      <ReadMore hasMore={hidden > 0} onPress={() => setShown(shown + rowsAtOnce)}>
        Show {Math.min(hidden, rowsAtOnce)} of {count(hidden, "more row")}
      </ReadMore>
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
        {showName(name || agentId)}
        {name !== "" && agentId !== "" && <span class="muted"> {showName(agentId)}</span>}
      </th>
      <td>{showName(version) || <span class="muted">not given</span>}</td>
      <td>
        {agentId === "" ? (
          sessions
        ) : (
          <a
            aria-label={`${count(sessions, "session")} of ${showName(name || agentId)}`}
            href={formatRoute({ view: "sessions", filter: sessionsFilter })}
          >
            {sessions}
          </a>
        )}
      </td>
      <td>{totals.events}</td>
      <td>{totals.modelCalls}</td>
      <td>
        <Names names={models.map(showName)} />
      </td>
      <td class="time">
        {totals.inputTokens} → {totals.outputTokens}
      </td>
      <td>
        <Names names={[...totals.costs].map(([currency, cost]) => showCost(currency, cost))} />
      </td>
      <td>{totals.toolCalls}</td>
      <td>
        <Names names={tools.map(showName)} />
      </td>
      <td class={errors > 0 ? "failed" : ""}>{errors}</td>
      <td class="time">{formatShare(sessionsWithErrors, sessions)}</td>
      <td>
        <Names names={[...totals.policyOutcomes].map(([outcome, times]) => showOutcome(outcome, times))} />
      </td>
    </tr>
  );
}

/** Names of which there may be thousands: the first ones, and the others when asked for. */
function Names({ names }: { names: readonly string[] }) {
  return (
    <>
      {names.slice(0, namesAtOnce).join(", ")}
      {names.length > namesAtOnce && (
        <details>
          <summary>and {names.length - namesAtOnce} more</summary>
          {names.slice(namesAtOnce).join(", ")}
        </details>
      )}
    </>
  );
}

function formatShare(part: number, whole: number): string {
  return part === 0 ? "0" : `${part} (${((part / whole) * 100).toFixed(part < whole ? 1 : 0)} %)`;
}

/** Members of a filter that the form has, with their labels. */
const fields = { agent_id: "Agent", project_id: "Project", models: "Model", tool_names: "Tool" } as const;
