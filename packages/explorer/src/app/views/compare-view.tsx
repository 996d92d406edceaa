// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { outlineSession } from "@chaukas/spec-common/session";
import { useEffect, useMemo, useState } from "preact/hooks";
import { compareSessions } from "../../outline/compare-sessions.js";
import { count, cutText, describeItem, showName } from "../../outline/item-text.js";
import { listRows, type OutlineRow } from "../../outline/outline-rows.js";
import { type Connection, readSession } from "../api/connection.js";
import { formatRoute } from "../route.js";
import { Heading } from "./heading.js";
import { Problem } from "./problem.js";
import { useLive } from "./use-live.js";
import { useShown } from "./use-shown.js";

interface CompareViewProps {
  readonly connection: Connection;
  readonly sessionIds: readonly [left: string, right: string];
}

type Sessions = readonly [left: readonly Event[], right: readonly Event[]];

/** Steps that are in the page at first, and that each press of a button adds. */
const pageSize = 200;

/** Two sessions side by side, step by step. */
export function CompareView({ connection, sessionIds: [left, right] }: CompareViewProps) {
  const [sessions, setSessions] = useState<Sessions>();
  const [problem, setProblem] = useState("");
  const [reads, setReads] = useState(0);
  const filters = [left, right].map((sessionId) => ({ session_id: sessionId }));
  const live = useLive(connection, filters, () => setReads(reads + 1));
  useEffect(() => {
    const stop = new AbortController();
    const read = (sessionId: string) => readSession(connection, sessionId, () => {}, stop.signal);
    setProblem("");
    live.begun
      .then(() => Promise.all([read(left), read(right)]))
      .then(setSessions, (error: Error) => stop.signal.aborted || setProblem(error.message));
    return () => stop.abort();
  }, [connection, left, right, reads]);
  return (
    <>
      <Heading text="Two sessions, step by step" />
      {live.controls}
      <Problem text={problem} />
      {sessions !== undefined ? (
        <Steps left={left} right={right} sessions={sessions} />
      ) : (
        problem === "" && <p role="status">Reading…</p>
      )}
    </>
  );
}

interface StepsProps {
  readonly left: string;
  readonly right: string;
  readonly sessions: Sessions;
}

function Steps({ left, right, sessions }: StepsProps) {
  const steps = useMemo(() => {
    const [first, second] = sessions.map((events) => listRows(outlineSession(events), new Set()));
    return compareSessions(first ?? [], second ?? []);
  }, [sessions]);
  const [shown, readOn] = useShown(steps.length, pageSize, "more step");
  const common = steps.filter((step) => step.left !== undefined && step.right !== undefined).length;
  return (
    <>
      <p class="muted" role="status">
        {count(common, "common step")}, {steps.length - common} only in one of them
      </p>
      <table class="compare">
        <thead>
          <tr>
            {[left, right].map((sessionId, side) => (
              <th key={side} scope="col">
                <a href={formatRoute({ view: "session", sessionId, eventId: "" })}>{showName(sessionId)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.slice(0, shown).map((step) => (
            <tr key={`${step.left?.id} ${step.right?.id}`}>
              <Step row={step.left} other={step.right} sessionId={left} />
              <Step row={step.right} other={step.left} sessionId={right} />
            </tr>
          ))}
        </tbody>
      </table>
      {readOn}
    </>
  );
}

interface StepProps {
  readonly row: OutlineRow | undefined;
  readonly other: OutlineRow | undefined;
  readonly sessionId: string;
}

function Step({ row, other, sessionId }: StepProps) {
  if (row === undefined) {
    return <td class="absent">–</td>;
  }
  const { kind, about, result, state } = describeItem(row.item);
  const differs = other !== undefined && differ(row, other);
  return (
    <td class={other === undefined ? "alone" : ""} style={{ paddingLeft: `${Math.min(row.depth, 8) * 12}px` }}>
      <a class="kind" href={formatRoute({ view: "session", sessionId, eventId: row.id })}>
        {kind}
      </a>{" "}
      {cutText(about)} <span class={state.startsWith("failed") ? "failed" : "muted"}>{state}</span>{" "}
      <span class="muted">{cutText(result)}</span> {differs && <span class="differs">differs</span>}
    </td>
  );
}

/** Whether two common steps are about something else, or came out differently. Their times always differ. */
function differ(left: OutlineRow, right: OutlineRow): boolean {
  if (left.item.case === "operation" && left.item.kind === "session") {
    return false;
  }
  const [one, two] = [describeItem(left.item), describeItem(right.item)];
  const outcome = (state: string) => state.replace(/ in [\d.]+ s$| in \d+ h \d+ min$/, "");
  return one.about !== two.about || one.result !== two.result || outcome(one.state) !== outcome(two.state);
}
