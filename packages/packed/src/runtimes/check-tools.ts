// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import type { Consumer } from "./consumer.ts";
import { compilers, runtimes, serverRuntimes } from "./runtimes.ts";
import type { Toolbox } from "./toolbox.ts";
import { typeCheck, typeCheckAll, typeCheckModesOf } from "./type-check.ts";

/** Result of one check: a step of a program, or a compiler configuration. */
interface Outcome {
  readonly check: string;
  /** Why the check failed, or undefined if it passed. */
  readonly error: string | undefined;
}

/** Results of the checks of one consumer with one tool. */
export interface ToolResult {
  readonly tool: string;
  readonly version: string;
  /** Name of the consumer. */
  readonly project: string;
  readonly outcomes: readonly Outcome[];
}

/** All tools with which the packages are tested, by their names in the toolbox. */
export const tools: readonly string[] = [...compilers, ...Object.keys(runtimes)];

/** Tests each consumer that supports a tool with it. Failures are in the results. */
export async function checkTool(tool: string, toolbox: Toolbox, consumers: readonly Consumer[]): Promise<ToolResult[]> {
  const version = toolbox.version(tool);
  if (isCompiler(tool)) {
    const found = await compile(consumers, toolbox.path(`${tool}/bin/tsc`));
    return found.map(([{ name: project }, outcomes]) => ({ tool, version, project, outcomes }));
  }
  const supported = consumers.filter(({ name }) => runtimesOf(name)[tool] !== undefined);
  return Promise.all(
    supported.map(async (consumer) => ({
      tool,
      version,
      project: consumer.name,
      outcomes: await execute(tool, toolbox, consumer),
    })),
  );
}

/** Returns whether a tool compiles the packages rather than running them. */
export function isCompiler(tool: string): boolean {
  return (compilers as readonly string[]).includes(tool);
}

function runtimesOf(name: Consumer["name"]): typeof runtimes {
  return name === "server" ? serverRuntimes : runtimes;
}

/** Compiles all consumers at once. If that fails, compiles each configuration on its own, to find those that fail. */
async function compile(consumers: readonly Consumer[], tsc: string): Promise<[Consumer, Outcome[]][]> {
  const messages = await typeCheckAll(consumers, tsc);
  const results: [Consumer, Outcome[]][] = [];
  for (const consumer of consumers) {
    const outcomes: Outcome[] = [];
    for (const check of typeCheckModesOf(consumer)) {
      const error =
        messages === undefined ? undefined : await typeCheck(consumer, tsc, check).then(() => undefined, messageOf);
      outcomes.push({ check, error });
    }
    results.push([consumer, outcomes]);
  }
  if (messages !== undefined && results.every(([, outcomes]) => outcomes.every(({ error }) => error === undefined))) {
    throw new ScriptError(`${tsc}: expected all projects to compile together, as each does alone, got:\n${messages}`);
  }
  return results;
}

async function execute(tool: string, toolbox: Toolbox, consumer: Consumer): Promise<Outcome[]> {
  try {
    const { version, steps } = (await runtimesOf(consumer.name)[tool]?.(toolbox, consumer)) ?? { steps: [] };
    const expected = toolbox.version(tool);
    if (version !== undefined && version !== expected) {
      return [{ check: "import", error: `expected version ${expected}, got ${version}` }];
    }
    return steps.map(({ name, error }) => ({ check: name, error }));
  } catch (error) {
    // A program that does not finish usually could not be loaded.
    return [{ check: "import", error: messageOf(error) }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
