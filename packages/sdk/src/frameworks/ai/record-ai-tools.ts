// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Scope } from "../../scope/scope.js";
import { isJson, textOf } from "../operations/json.js";

type Execute = (input: unknown, options: unknown) => unknown;

/**
 * Returns tools of the AI SDK 6 whose execution is recorded in the current scope. The telemetry for the AI SDK 7 records
 * tools itself.
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
  const run = (input: unknown, options: unknown) => {
    const id = isJson(options) ? textOf(options["toolCallId"]) : undefined;
    return chaukas.tool({ name, arguments: input, ...(id === undefined ? {} : { id }) }, () => execute(input, options));
  };
  // The AI SDK looks at what `execute` returns before it awaits it.
  const isGenerator = tool["execute"].constructor.name === "AsyncGeneratorFunction";
  return {
    ...tool,
    execute: isGenerator
      ? async function* stream(input: unknown, options: unknown) {
          yield* (await run(input, options)) as AsyncIterable<unknown>;
        }
      : run,
  };
}
