// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";

/** A GitHub workflow or composite action. */
export interface WorkflowFile {
  /** Relative to the repository, such as `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly text: string;
  /** In file order. A composite action has none. */
  readonly jobs: readonly Job[];
  /** Steps of all jobs or of the action. */
  readonly steps: readonly Step[];
  /** Returns the value at a path in the document, as plain data. */
  read(...path: readonly (string | number)[]): unknown;
  /** Returns the line of the value at a path, or 1 if there is no value. */
  lineOf(...path: readonly (string | number)[]): number;
}

/** A job of a workflow. */
export interface Job {
  readonly name: string;
  readonly line: number;
  readonly steps: readonly Step[];
  /** Returns the value of a key of the job, as plain data. */
  read(key: string): unknown;
}

/** A step of a job or of a composite action. */
export interface Step {
  readonly line: number;
  /** Action that the step uses, without the trailing comment. */
  readonly uses: string | undefined;
  /** Comment on the line of the action, trimmed. */
  readonly usesComment: string;
  /** Command that the step runs. */
  readonly run: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, unknown>>;
}

/** A violation of the rules for workflows, and its location. */
export interface WorkflowProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Reads a workflow or an action. Throws {@link ScriptError} if it is not YAML. */
export function readWorkflowFile(repository: string, path: string): WorkflowFile {
  const text = readFileSync(join(repository, path), "utf8");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    throw new ScriptError(`${path}: ${error.message}`, "fix the line named above");
  }
  const lineOf = (...at: readonly (string | number)[]) => {
    const node = at.length === 0 ? document.contents : document.getIn(at, true);
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
  };
  const read = (...at: readonly (string | number)[]) => {
    const value = document.getIn(at);
    return isNode(value) ? value.toJS(document) : value;
  };
  const readSteps = (...at: readonly string[]) =>
    asList(read(...at)).map((_, index) => readStep(document, [...at, index], lineOf(...at, index)));
  const jobs = keysOf(document, "jobs").map((name) => ({
    name,
    line: lineOf("jobs", name),
    steps: readSteps("jobs", name, "steps"),
    read: (key: string) => read("jobs", name, key),
  }));
  const steps = [...jobs.flatMap((job) => job.steps), ...readSteps("runs", "steps")];
  return { path, text, jobs, steps, read, lineOf };
}

function readStep(document: Document, at: readonly (string | number)[], line: number): Step {
  const node = (key: string) => document.getIn([...at, key], true);
  const text = (key: string) => {
    const value = document.getIn([...at, key]);
    return typeof value === "string" ? value : undefined;
  };
  const record = (key: string) => {
    const value = node(key);
    return isMap(value) ? (value.toJS(document) as Record<string, unknown>) : {};
  };
  const uses = node("uses");
  return {
    line,
    uses: text("uses"),
    usesComment: isScalar(uses) ? (uses.comment?.trim() ?? "") : "",
    run: text("run"),
    with: record("with"),
    env: record("env"),
  };
}

function keysOf(document: Document, key: string): string[] {
  const node = document.getIn([key], true);
  return isMap(node) ? Object.keys(node.toJS(document) as object) : [];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Returns the command that a step runs, directly or through an action that takes a command. */
export function commandOf({ run, uses, with: inputs }: Step): string | undefined {
  const script = uses?.startsWith("changesets/action/") ? inputs["script"] : undefined;
  return run?.trim() ?? (typeof script === "string" ? script : undefined);
}
