// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { exampleOfSchema } from "./example-of-schema.ts";

/** One step of a conversation, in the form that all the APIs share. */
export type Turn =
  | { readonly kind: "text"; readonly role: string; readonly text: string }
  | { readonly kind: "call"; readonly id: string; readonly name: string }
  | { readonly kind: "result"; readonly id: string; readonly text: string };

/** A function that the model may call. */
interface Tool {
  readonly name: string;
  /** JSON Schema of the arguments. */
  readonly schema: unknown;
}

/** What a request asks the model, in the form that all the APIs share. */
export interface Prompt {
  readonly turns: readonly Turn[];
  readonly tools: readonly Tool[];
  /** The only tool that may be called, none, or any. */
  readonly choice: "any" | "none" | { readonly name: string };
  /** Whether the model calls all tools in one answer rather than one after the other. */
  readonly parallel: boolean;
  /** JSON Schema of the answer, if it must be JSON. */
  readonly schema?: unknown;
  readonly maxTokens: number;
  readonly reasons: boolean;
}

/** A call of a tool that the model asks for. */
interface Call {
  readonly name: string;
  /** JSON of the arguments. */
  readonly arguments: string;
}

/** What the model answers. */
export interface Answer {
  /** Pieces of the text, as streams send them. Empty if the model calls tools. */
  readonly tokens: readonly string[];
  readonly calls: readonly Call[];
  /** Whether the text was cut at the maximum number of tokens. */
  readonly cut: boolean;
  readonly usage: Usage;
}

/** Numbers of tokens. The input contains those in the cache, the output those for reasoning. */
interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

const reasoningTokens = 8;

/**
 * Decides what the model answers. It calls each tool once for each message of the user, in the order of the list, with
 * arguments that match its schema. Then it reports their results. Without tools, it looks the message up in `answers`,
 * or repeats it. A token is a word with the space after it.
 */
export function decideAnswer(prompt: Prompt, answers: Readonly<Record<string, string>>): Answer {
  const calls = decideCalls(prompt);
  const text = calls.length > 0 ? "" : decideText(prompt, answers);
  const whole = splitIntoTokens(text);
  const tokens = whole.slice(0, prompt.maxTokens);
  const reasoning = prompt.reasons ? reasoningTokens : 0;
  const output = calls.flatMap((call) => [call.name, ...splitIntoTokens(call.arguments)]).length + tokens.length;
  return {
    tokens,
    calls,
    cut: tokens.length < whole.length,
    usage: { ...countInput(prompt), output: output + reasoning, reasoning },
  };
}

function decideCalls({ turns, tools, choice, parallel }: Prompt): Call[] {
  const called = new Set(sinceQuestion(turns).flatMap((turn) => (turn.kind === "call" ? [turn.name] : [])));
  const callable = tools.filter(
    ({ name }) => !called.has(name) && (choice === "any" || (choice !== "none" && choice.name === name)),
  );
  return callable
    .slice(0, parallel ? callable.length : 1)
    .map(({ name, schema }) => ({ name, arguments: JSON.stringify(exampleOfSchema(schema)) }));
}

function decideText({ turns, schema }: Prompt, answers: Readonly<Record<string, string>>): string {
  if (schema !== undefined) {
    return JSON.stringify(exampleOfSchema(schema));
  }
  const recent = sinceQuestion(turns);
  const names = new Map(recent.flatMap((turn) => (turn.kind === "call" ? [[turn.id, turn.name] as const] : [])));
  const results = recent.flatMap((turn) => (turn.kind === "result" ? [turn] : []));
  if (results.length > 0) {
    return results.map(({ id, text }) => `${names.get(id) ?? id} returned: ${text}`).join("\n");
  }
  const [question] = recent;
  const asked = question?.kind === "text" ? question.text : "";
  return answers[asked] ?? `You said: ${asked}`;
}

/** Returns the turns from the last message of the user on. */
function sinceQuestion(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(
    Math.max(
      0,
      turns.findLastIndex((turn) => turn.kind === "text" && turn.role === "user"),
    ),
  );
}

/** Counts the input. Half of what comes before the question, rounded down, is in the cache. */
function countInput({ turns }: Prompt): Pick<Usage, "input" | "cached"> {
  const count = (some: readonly Turn[]) =>
    some.reduce((sum, turn) => sum + (turn.kind === "call" ? 1 : splitIntoTokens(turn.text).length), 0);
  return { input: count(turns), cached: Math.floor((count(turns) - count(sinceQuestion(turns))) / 2) };
}

function splitIntoTokens(text: string): string[] {
  return text.match(/\s*\S+\s*/g) ?? [];
}
