// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isJson, textOf } from "../../model/json.js";
import { followStream, isAsyncIterable } from "../../scope/follow-stream.js";
import type { Operation, Scope } from "../../scope/scope.js";

type Execute = (input: unknown, options: unknown) => unknown;

/**
 * Returns tools of the AI SDK 6 whose execution is recorded in the current scope. The telemetry for the AI SDK 7 records
 * tools itself. In audit mode, a function that is not async and returns an async iterable has only its last value as output.
 */
export function recordAiTools<Tools extends object>(chaukas: Scope, tools: Tools): Tools {
  const recorded = Object.entries(tools).map(([name, tool]: [string, unknown]) => [
    name,
    recordTool(chaukas, name, tool),
  ]);
  return Object.fromEntries(recorded) as Tools;
}

function recordTool(chaukas: Scope, name: string, tool: unknown): unknown {
  if (!isJson(tool) || typeof tool["execute"] !== "function") {
    return tool;
  }
  const execute = tool["execute"].bind(tool) as Execute;
  const describe = (input: unknown, options: unknown) => {
    const id = isJson(options) ? textOf(options["toolCallId"]) : undefined;
    return { name, arguments: input, ...(id === undefined ? {} : { id }) };
  };
  const run = (input: unknown, options: unknown) =>
    chaukas.tool(describe(input, options), () => execute(input, options));
  // The AI SDK looks at what `execute` returns before it awaits it.
  switch (tool["execute"].constructor.name) {
    case "AsyncGeneratorFunction":
      return {
        ...tool,
        async *execute(input: unknown, options: unknown) {
          yield* (await run(input, options)) as AsyncIterable<unknown>;
        },
      };
    case "AsyncFunction":
      return { ...tool, execute: run };
    default:
      return {
        ...tool,
        execute: (input: unknown, options: unknown) =>
          chaukas.mode === "audit"
            ? run(input, options).then(takeLast)
            : runAtOnce(chaukas.open("tool", describe(input, options)), () => execute(input, options)),
      };
  }
}

/** Runs a function that may return an async iterable, and returns that as such. */
function runAtOnce(operation: Operation, execute: () => unknown): unknown {
  const fail = (error: unknown) => {
    operation.fail(error).catch(() => {});
    throw error;
  };
  let result: unknown;
  try {
    result = operation.scope.run(execute);
  } catch (error) {
    return fail(error);
  }
  if (isAsyncIterable(result)) {
    return followStream(result, operation, { startMs: Date.now(), now: Date.now, isModel: false });
  }
  return Promise.resolve(result).then((value) => {
    operation.end(value).catch(() => {});
    return value;
  }, fail);
}

/** Returns what an execution results in: the last value of an iterable, which the AI SDK does not iterate any more. */
async function takeLast(result: unknown): Promise<unknown> {
  if (!isAsyncIterable(result)) {
    return result;
  }
  let last: unknown;
  for await (const value of result) {
    last = value;
  }
  return last;
}
