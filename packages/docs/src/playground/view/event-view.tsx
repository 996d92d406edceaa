// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Event, EventType } from "@chaukas/spec-common";
import { validateEvent } from "@chaukas/spec-common/validate";
import { useMemo } from "preact/hooks";
import { commitToEvent } from "../event/commit-to-event.ts";
import { convertEvent } from "../event/convert-event.ts";
import { CodeBlock } from "./code-block.tsx";
import { ProblemList } from "./problem-list.tsx";

interface EventViewProps {
  readonly event: Event;
  /** Key under which to commit to the event, in hex. */
  readonly saltKey: string;
}

/** Everything about an event: what is wrong with it, its forms, and what a log computes from it. */
export function EventView({ event, saltKey }: EventViewProps) {
  const conversions = useMemo(() => convertEvent(event), [event]);
  return (
    <article>
      <h2>
        {EventType[event.type] ?? `Type ${event.type}`} <span class="keyword">{event.eventId}</span>
      </h2>
      <Validation event={event} />
      <h3>Forms</h3>
      {conversions.map(({ name, text, problem }, index) => (
        <details key={name} open={index === 0}>
          <summary>{name}</summary>
          {problem === undefined ? (
            <CodeBlock label={name} text={text} />
          ) : (
            <ProblemList problems={[{ path: "", message: problem }]} />
          )}
        </details>
      ))}
      <Commitment event={event} saltKey={saltKey} />
    </article>
  );
}

function Validation({ event }: { readonly event: Event }) {
  const result = useMemo(() => validateEvent(event), [event]);
  switch (result.kind) {
    case "valid":
      return (
        <p class="verdict proved">
          <strong>Valid</strong> by the rules in the protos.
        </p>
      );
    case "invalid":
      return (
        <>
          <p class="verdict failed">
            <strong>Invalid</strong>: a server rejects this event.
          </p>
          <ProblemList problems={result.violations} />
        </>
      );
    case "error":
      return <p class="verdict failed">The rules could not be evaluated: {result.error.message}</p>;
  }
}

function Commitment({ event, saltKey }: EventViewProps) {
  const committed = useMemo(() => commitToEvent(event, saltKey), [event, saltKey]);
  if ("message" in committed) {
    return (
      <>
        <h3>Commitment</h3>
        <p class="verdict failed">
          <strong>No commitment</strong>
        </p>
        <ProblemList problems={[committed]} />
      </>
    );
  }
  const { leaves, record } = committed;
  return (
    <>
      <h3>Normal form</h3>
      <p>The canonical JSON that hashes are computed over. It does not depend on the form in which the event came.</p>
      <CodeBlock label="Normal form" text={committed.normalForm} />
      <dl class="hashes">
        <dt>Content hash</dt>
        <dd>
          <code>{committed.contentHash}</code>
        </dd>
      </dl>
      <h3>Commitment</h3>
      <p>
        The log records the commitment, over a salted digest of each value. Values can be erased later without breaking
        it.
      </p>
      <dl class="hashes">
        <dt>Commitment</dt>
        <dd>
          <code>{committed.commit}</code>
        </dd>
        <dt>Record of the log</dt>
        <dd>
          <code>{record}</code>
        </dd>
        <dt>Leaf of the tree</dt>
        <dd>
          <code>{committed.leaf}</code>
        </dd>
      </dl>
      <details>
        <summary>
          {leaves.length} {leaves.length === 1 ? "value" : "values"} that can be erased
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
        <section class="table" tabIndex={0} aria-label="Values that can be erased">
          <table>
            <thead>
              <tr>
                <th scope="col">Place</th>
                <th scope="col">Value</th>
                <th scope="col">Salt</th>
                <th scope="col">Digest</th>
              </tr>
            </thead>
            <tbody>
              {leaves.map(({ pointer, value, salt, digest }) => (
                <tr key={pointer}>
                  <td>
                    <code>{pointer}</code>
                  </td>
                  <td>
                    <code>{value}</code>
                  </td>
                  <td>
                    <code>{salt}</code>
                  </td>
                  <td>
                    <code>{digest}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}
