// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type EvidenceHeader, parseEvidenceHeader, type TrailVerdict } from "@chaukas/spec-integrity";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Redactions } from "../../outline/redactions.js";
import { type Verified, verifyLines } from "../verify-lines.js";
import { type Entered, KnownForm } from "./known-form.js";
import { Sessions } from "./sessions.js";

/** The page: the verdict, what it means, what was erased, and the events. */
export function EvidencePage({ lines }: { lines: readonly string[] }) {
  const [header, problem] = readHeader(lines[0] ?? "");
  const [known, setKnown] = useState<Entered>({});
  const [done, setDone] = useState(0);
  const [found, setFound] = useState<Found>();
  // What was found with another key says nothing about this one.
  const verified = found?.known === known ? found.verified : undefined;
  useEffect(() => {
    let isCurrent = true;
    setDone(0);
    if (header !== undefined) {
      verifyLines(lines, header.origin, known, (count) => isCurrent && setDone(count)).then(
        (verified) => isCurrent && setFound({ known, verified }),
        (error: unknown) => {
          throw error;
        },
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [known]);
  if (header === undefined) {
    return (
      <Verdict name="failed" title="FAILED">
        {problem}
      </Verdict>
    );
  }
  return (
    <>
      {verified === undefined ? (
        <Verdict name="muted" title="Verifying…">
          {done} of {lines.length} lines are checked.
        </Verdict>
      ) : (
        <Verdict name={verdictOf(verified, known)} title={verdictOf(verified, known).toUpperCase()}>
          {explain(verified, known)}
        </Verdict>
      )}
      <KnownForm origin={header.origin} onKnown={setKnown} />
      {verified !== undefined && <Findings header={header} verified={verified} known={known} lines={lines} />}
    </>
  );
}

/** What was found with what the reader knew. */
interface Found {
  readonly known: Entered;
  readonly verified: Verified;
}

interface FindingsProps {
  readonly header: EvidenceHeader;
  readonly verified: Verified;
  readonly known: Entered;
  readonly lines: readonly string[];
}

function Findings({ header, verified, known, lines }: FindingsProps) {
  const { result, faults, events } = verified;
  const { redacted, records } = result;
  return (
    <>
      {faults.length > 0 && (
        <>
          <h2>What is wrong</h2>
          <ul>
            {faults.map(({ code, message }) => (
              <li key={message}>
                <code>{code}</code>: {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>What this is</h2>
      <dl>
        <dt>Log</dt>
        <dd>{header.origin}</dd>
        <dt>Events</dt>
        <dd>
          {records} of the {header.size} records that the log had
        </dd>
        <dt>Selected by</dt>
        <dd>
          <code>{JSON.stringify(header.selection)}</code>
        </dd>
        <dt>Erased values</dt>
        <dd>{redacted.length === 0 ? "none" : `in ${redacted.length} of the events`}</dd>
        {known.key !== undefined && (
          <>
            <dt>Verified with the key</dt>
            <dd>
              <code>{known.key.keyId}</code> of {known.key.name}
            </dd>
          </>
        )}
      </dl>
      <details class="screen">
        <summary>Signed checkpoint of the log</summary>
        <pre>{header.checkpoint}</pre>
      </details>
      <div class="paper">
        <h2>Signed checkpoint of the log</h2>
        <pre>{header.checkpoint}</pre>
      </div>
      <p class="muted">
        It is never proved that these are all records of the selection, or of the log: whoever passes evidence on can
        leave some out. To check this file with another program, save the evidence in it and run{" "}
        <code>npx @chaukas/spec-integrity evidence.jsonl --origin {header.origin} --key FILE</code>.
      </p>
      <p class="screen">
        <button type="button" class="plain" onClick={() => save(lines)}>
          Save the evidence
        </button>
        <button type="button" class="plain" onClick={() => print()}>
          Print
        </button>
      </p>
      {redacted.some(({ redactions }) => redactions.length > 0) && (
        <>
          <h2>What was erased</h2>
          <Redactions redacted={redacted} />
        </>
      )}
      <h2>What happened</h2>
      {result.verdict === "failed" && (
        <p class="failed">Something in this file is wrong, so none of it can be relied on.</p>
      )}
      <Sessions events={[...events.values()]} numbers={numbersOf(events)} />
    </>
  );
}

function Verdict({ name, title, children }: { name: string; title: string; children: ComponentChildren }) {
  return (
    <div role="status">
      <h1 class={`verdict ${name}`}>{title}</h1>
      <p>{children}</p>
    </div>
  );
}

function verdictOf({ result }: Verified, { contradiction }: Entered): TrailVerdict {
  return contradiction === undefined ? result.verdict : "failed";
}

function explain({ result, faults }: Verified, { key, contradiction }: Entered): string {
  if (contradiction !== undefined) {
    return contradiction;
  }
  switch (result.verdict) {
    case "proved":
      return "Each event below is in the log as it was recorded, and each erased value was erased by the log itself.";
    case "conditional":
      return "The events agree with the checkpoint in this file. Who signed it is not checked yet: enter the key of the log.";
    case "failed":
      return key !== undefined && faults.some(({ code }) => code === "wrong_checkpoint")
        ? "The checkpoint in this file is not signed by this key, or contradicts the kept one."
        : "This file was altered, or its log was.";
  }
}

function readHeader(line: string): [header: EvidenceHeader] | [header: undefined, problem: string] {
  try {
    return [parseEvidenceHeader(line)];
  } catch (error) {
    return [undefined, `This file holds no evidence that can be read: ${(error as Error).message}`];
  }
}

function numbersOf(events: ReadonlyMap<number, Event>): ReadonlyMap<Event, number> {
  return new Map([...events].map(([sequence, event]) => [event, sequence]));
}

function save(lines: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "application/x-ndjson" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "evidence.jsonl";
  link.click();
  URL.revokeObjectURL(url);
}
