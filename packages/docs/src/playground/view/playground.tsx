// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex, createSaltKey } from "@chaukas/spec-integrity";
import { useRef, useState } from "preact/hooks";
import type { Example } from "../example.ts";
import { detectForm, formNames, type InputForm } from "../input/detect-form.ts";
import { type ReadEvents, readEvents } from "../input/read-events.ts";
import { readTextFile } from "../input/read-text-file.ts";
import { type Known, type KnownProblem, type TrailReport, verifyTrail } from "../trail/verify-trail.ts";
import { EventView } from "./event-view.tsx";
import { ProblemList } from "./problem-list.tsx";
import { TrailView } from "./trail-view.tsx";

/** What a check of the text came to. */
type Outcome =
  | { readonly kind: "busy" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "unread"; readonly message: string }
  | { readonly kind: "events"; readonly form: InputForm; readonly read: ReadEvents }
  | { readonly kind: "trail"; readonly form: InputForm; readonly report: TrailReport }
  | { readonly kind: "known"; readonly form: InputForm; readonly problem: KnownProblem };

const maxShown = 20;

/** The whole playground: what to check, and what came of it. Nothing leaves the page. */
export function Playground({ examples }: { readonly examples: readonly Example[] }) {
  const [text, setText] = useState("");
  const [choice, setChoice] = useState<InputForm | "auto">("auto");
  const [known, setKnown] = useState<Known>({ key: "", checkpoint: "" });
  const [saltKey, setSaltKey] = useState(() => bytesToHex(createSaltKey()));
  const [outcome, setOutcome] = useState<Outcome>();
  const newest = useRef(0);

  async function check(text: string, form: InputForm, known: Known): Promise<void> {
    newest.current++;
    const started = newest.current;
    setOutcome(text.trim() === "" ? undefined : { kind: "busy" });
    // So that the page shows this before it computes.
    await new Promise((resolve) => setTimeout(resolve));
    const found = text.trim() === "" ? undefined : await examine(text, form, known).catch(describeDefect);
    // A later check may have been faster.
    if (started === newest.current) {
      setOutcome(found);
    }
  }
  const formOf = (text: string) => (choice === "auto" ? detectForm(text) : choice);
  const form = formOf(text);
  const isTrail = form === "evidence" || form === "export";

  async function checkFile(file: File): Promise<void> {
    let content: string;
    try {
      content = await readTextFile(file);
    } catch (error) {
      // What is in the field, or is being checked, is not this file.
      newest.current++;
      setText("");
      setOutcome({ kind: "unread", message: (error as Error).message });
      return;
    }
    setText(content);
    check(content, formOf(content), known);
  }

  function choose(example: Example): void {
    const known = { key: example.key ?? "", checkpoint: example.checkpoint ?? "" };
    setText(example.text);
    setKnown(known);
    setChoice("auto");
    check(example.text, detectForm(example.text), known);
  }

  return (
    <>
      <form
        class="playground"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          check(text, form, known);
        }}
      >
        <div class="field">
          <label for="example">Example</label>
          <select
            id="example"
            onChange={({ currentTarget }) => {
              const example = examples[Number(currentTarget.value)];
              if (example !== undefined) {
                choose(example);
              }
            }}
          >
            <option value="">Choose one, or paste your own</option>
            {examples.map(({ name }, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="file">File</label>
          <input
            id="file"
            type="file"
            onChange={async ({ currentTarget: { files } }) => {
              const [file] = files ?? [];
              if (file !== undefined) {
                await checkFile(file);
              }
            }}
          />
        </div>
        <div class="field wide">
          <label for="text">Event, evidence or export</label>
          <textarea
            id="text"
            rows={11}
            spellcheck={false}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onPaste={({ currentTarget }) =>
              // The text is in the field only after this.
              setTimeout(() => check(currentTarget.value, formOf(currentTarget.value), known))
            }
            onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
              if (key === "Enter" && (ctrlKey || metaKey)) {
                check(currentTarget.value, formOf(currentTarget.value), known);
              }
            }}
          />
        </div>
        <div class="field">
          <label for="form">Form</label>
          <select
            id="form"
            value={choice}
            onChange={({ currentTarget }) => setChoice(currentTarget.value as InputForm | "auto")}
          >
            <option value="auto">{text.trim() === "" ? "detect" : `detect: ${formNames[detectForm(text)]}`}</option>
            {Object.entries(formNames).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {isTrail ? (
          <>
            <Entry
              label="Verifier key of the log"
              value={known.key}
              onChange={(key) => setKnown({ ...known, key })}
              problem={problemOf(outcome, "key")}
            />
            <Entry
              label="Signed checkpoint that you kept, if any"
              value={known.checkpoint}
              onChange={(checkpoint) => setKnown({ ...known, checkpoint })}
              problem={problemOf(outcome, "checkpoint")}
              isLong
            />
          </>
        ) : (
          <Entry label="Salt key, 32 bytes as hex" value={saltKey} onChange={setSaltKey} />
        )}
        <div class="field wide">
          <button type="submit">Check</button>
        </div>
      </form>
      <div role="status" class="outcome">
        {outcome?.kind === "busy" && <p class="lead">Checking…</p>}
        {outcome?.kind === "broken" && (
          <p class="verdict failed">
            <strong>Nothing was checked</strong>, since the playground has a defect: {outcome.message}
          </p>
        )}
        {outcome?.kind === "unread" && (
          <p class="verdict failed">
            <strong>Nothing was checked:</strong> {outcome.message}
          </p>
        )}
        {outcome?.kind === "events" && <Events {...outcome} saltKey={saltKey} />}
        {outcome?.kind === "trail" && <TrailView report={outcome.report} />}
        {outcome?.kind === "known" && <p class="verdict failed">Nothing was verified: correct the entry above.</p>}
      </div>
    </>
  );
}

async function examine(text: string, form: InputForm, known: Known): Promise<Outcome> {
  if (form !== "evidence" && form !== "export") {
    return { kind: "events", form, read: readEvents(text, form) };
  }
  const found = await verifyTrail(text, form, known);
  return "entry" in found ? { kind: "known", form, problem: found } : { kind: "trail", form, report: found };
}

function describeDefect(error: unknown): Outcome {
  return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
}

function problemOf(outcome: Outcome | undefined, entry: KnownProblem["entry"]): string | undefined {
  return outcome?.kind === "known" && outcome.problem.entry === entry ? outcome.problem.message : undefined;
}

interface EntryProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | undefined;
  readonly isLong?: boolean;
}

function Entry({ label, value, onChange, problem, isLong = false }: EntryProps) {
  const id = label.replace(/\W+/g, "-").toLowerCase();
  const shared = {
    id,
    value,
    spellcheck: false,
    autocomplete: "off",
    "aria-describedby": problem === undefined ? undefined : `${id}-problem`,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(currentTarget.value),
  };
  return (
    <div class="field wide">
      <label for={id}>{label}</label>
      {isLong ? <textarea rows={6} {...shared} /> : <input type="text" {...shared} />}
      {problem !== undefined && (
        <p role="alert" class="failed" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

function Events({
  form,
  read,
  saltKey,
}: {
  readonly form: InputForm;
  readonly read: ReadEvents;
  readonly saltKey: string;
}) {
  const { events, problems, notes } = read;
  // Events of a trace that were sent twice have the same id.
  const shown = events.slice(0, maxShown).map((event, index) => ({ event, key: `${index} ${event.eventId}` }));
  return (
    <>
      {problems.length > 0 && (
        <>
          <p class="verdict failed">
            <strong>Not read</strong> as {formNames[form]}:
          </p>
          <ProblemList problems={problems} />
        </>
      )}
      {events.length === 0 && problems.length === 0 && <p>There is no event in this text.</p>}
      {notes.map((note) => (
        <p key={note} class="lead">
          {note}
        </p>
      ))}
      {events.length > maxShown && (
        <p class="lead">
          The first {maxShown} of {events.length} events:
        </p>
      )}
      {shown.map(({ event, key }) => (
        <EventView key={key} event={event} saltKey={saltKey} />
      ))}
    </>
  );
}
