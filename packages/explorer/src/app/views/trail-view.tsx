// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, type Checkpoint, parseCheckpoint } from "@chaukas/spec-integrity";
import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";
import { checkGrowth, type Growth } from "../api/check-growth.js";
import { type Connection, send, withTenant } from "../api/connection.js";
import { keptCheckpoint, pinnedKey, pinnedOrigin } from "../api/kept.js";
import { formatRoute } from "../route.js";
import { CopyButton } from "./copy-button.js";
import { Heading } from "./heading.js";
import { PinForm } from "./pin-form.js";
import { Problem } from "./problem.js";
import { useLive } from "./use-live.js";

/** The trail as a whole: what it holds, and whether its log still contains what it had at earlier visits. */
export function TrailView({ connection }: { connection: Connection }) {
  const [stats, setStats] = useState<Stats>();
  const [problem, setProblem] = useState("");
  const [reads, setReads] = useState(0);
  const live = useLive(connection, [{}], () => setReads(reads + 1));
  useEffect(() => {
    const stop = new AbortController();
    setProblem("");
    live.begun
      .then(() => readStats(connection, stop.signal))
      .then(setStats, (error: Error) => stop.signal.aborted || setProblem(error.message));
    return () => stop.abort();
  }, [connection, reads]);
  return (
    <>
      <Heading text="Trail" />
      {live.controls}
      <Problem text={problem} />
      {stats !== undefined && <LogPanel connection={connection} stats={stats} />}
      {stats !== undefined && <Counts stats={stats} />}
    </>
  );
}

interface Log {
  readonly note: string;
  readonly checkpoint: Checkpoint;
  readonly growth: Growth;
  /** Number of records at the visit before. Undefined if this is the first. */
  readonly keptSize: number | undefined;
}

interface LogPanelProps {
  readonly connection: Connection;
  /** What the checkpoint must cover, since the server may otherwise return one of a minute ago. */
  readonly stats: Stats;
}

function LogPanel({ connection, stats }: LogPanelProps) {
  const [log, setLog] = useState<Log>();
  const [state, setState] = useState("Asking for the checkpoint…");
  const [tries, setTries] = useState(0);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    setLog(undefined);
    setState("Asking for the checkpoint…");
    readLog(connection, stats.total_events ?? 0, stop.signal).then(setLog, (error: Error) => {
      if (!stop.signal.aborted) {
        setState(`Not verified: ${error.message}`);
      }
    });
    return () => stop.abort();
  }, [connection, stats, tries]);
  if (log === undefined) {
    return (
      <section ref={section} class="proof" aria-label="Log" tabIndex={-1}>
        <p role="status">{state}</p>
      </section>
    );
  }
  const { note, checkpoint } = log;
  const { verdict, explanation } = judge(log);
  return (
    <section ref={section} class="proof" aria-label="Log" tabIndex={-1}>
      <p role="status">
        <strong class={`verdict ${verdict}`}>{verdict.toUpperCase()}</strong> {explanation}
      </p>
      <dl>
        <dt>Log</dt>
        <dd>{checkpoint.origin}</dd>
        <dt>Records</dt>
        <dd>{checkpoint.size}</dd>
        <dt>Root</dt>
        <dd>
          <code>{bytesToHex(checkpoint.root)}</code>
        </dd>
      </dl>
      {log.growth.state === "unknown" && (
        <PinForm
          connection={connection}
          origin={checkpoint.origin}
          onPinned={() => {
            // The form goes with the verdict that it changes.
            section.current?.focus();
            setTries(tries + 1);
          }}
        />
      )}
      <details>
        <summary>Signed checkpoint</summary>
        <p class="muted">
          Keep it, best outside of this machine: <code>chaukas-verify --checkpoint</code> proves with it that the log
          has only grown since.
        </p>
        <pre>{note}</pre>
        <CopyButton label="Copy" text={note} />
      </details>
    </section>
  );
}

async function readLog(connection: Connection, minSize: number, signal: AbortSignal): Promise<Log> {
  const query = withTenant(connection, { min_size: String(minSize) });
  const note = await send(connection, `/v1/audit/checkpoint${query}`, { accept: "text/plain", signal });
  // Signatures follow an empty line.
  const checkpoint = parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
  const pinned = pinnedOrigin(connection);
  if (pinned !== undefined && pinned !== checkpoint.origin) {
    const problem = `the log is ${checkpoint.origin}, but the key of ${pinned} is pinned for this server`;
    return { note, checkpoint, growth: { state: "failed", problem }, keptSize: undefined };
  }
  const key = pinned === undefined ? undefined : pinnedKey(pinned);
  const keptSize = key && keptCheckpoint(key)?.size;
  const growth = key === undefined ? ({ state: "unknown" } as const) : await checkGrowth(connection, note, key, signal);
  return { note, checkpoint, growth, keptSize };
}

function judge({ growth, keptSize, checkpoint }: Log): { verdict: string; explanation: string } {
  switch (growth.state) {
    case "unknown":
      return { verdict: "conditional", explanation: "Pin the key of the log to check who signed its checkpoint." };
    case "failed":
      return { verdict: "failed", explanation: `The log is another one: ${growth.problem}.` };
    case "first":
      return {
        verdict: "proved",
        explanation: "The pinned key signed the checkpoint, which this browser keeps from now on.",
      };
    case "grown": {
      const added = checkpoint.size - (keptSize ?? 0);
      const explanation = `The log contains all ${keptSize} records of the last visit, and ${added} more.`;
      return { verdict: "proved", explanation };
    }
  }
}

interface Stats {
  readonly total_events?: number;
  readonly total_sessions?: number;
  readonly events_by_type?: Readonly<Record<string, number>>;
}

async function readStats(connection: Connection, signal: AbortSignal): Promise<Stats> {
  return JSON.parse(await send(connection, `/v1/stats${withTenant(connection)}`, { signal })) as Stats;
}

function Counts({ stats }: { stats: Stats }) {
  const { total_events = 0, total_sessions = 0, events_by_type = {} } = stats;
  const types = Object.entries(events_by_type).sort(([, left], [, right]) => right - left);
  return (
    <>
      <h2>
        {count(total_events, "event")} in {count(total_sessions, "session")}
      </h2>
      <table class="counts">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Events</th>
            <th scope="col">
              <span class="hidden">Share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {types.map(([type, number]) => (
            <tr key={type}>
              <td>
                <a href={formatRoute({ view: "events", filter: { types: type } })}>
                  {type.toLowerCase().replaceAll("_", " ")}
                </a>
              </td>
              <td class="number">{number}</td>
              <td aria-hidden="true">
                <span class="share" style={{ width: `${(number / Math.max(1, total_events)) * 100}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
