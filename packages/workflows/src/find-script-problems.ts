// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowFile, WorkflowProblem } from "./workflow-file.ts";
import { commandOf } from "./workflow-file.ts";

/**
 * Finds steps that cannot be run locally. Every command must be one npm script or one file in scripts/, and exist. Text
 * from the author of a pull request may reach a command only through an environment variable.
 */
export function findScriptProblems(
  repository: string,
  files: readonly WorkflowFile[],
  scripts: Readonly<Record<string, string>>,
): WorkflowProblem[] {
  return files.flatMap(({ path, steps }) =>
    steps.flatMap((step) => {
      const command = commandOf(step);
      const message = command === undefined ? undefined : findCommandProblem(repository, command, scripts);
      return message === undefined ? [] : [{ path, line: step.line, message: `run: ${message}` }];
    }),
  );
}

const argument = /(?:[\w./:=@-]+|"\$[A-Z_]+")/.source;
const npmScript = new RegExp(`^npm (?:run (?<name>[\\w:-]+)|(?<name>test))(?: --(?: ${argument})+)?$`);
const scriptFile = new RegExp(`^node (?<file>scripts/[\\w./-]+)(?: ${argument})*$`);

function findCommandProblem(
  repository: string,
  command: string,
  scripts: Readonly<Record<string, string>>,
): string | undefined {
  const { name } = npmScript.exec(command)?.groups ?? {};
  const { file } = scriptFile.exec(command)?.groups ?? {};
  if (name === undefined && file === undefined) {
    return `expected one command, npm test, npm run NAME or node scripts/FILE, with plain arguments or "$VARIABLE", got ${JSON.stringify(command)}`;
  }
  const definition = name === undefined ? command : scripts[name];
  if (definition === undefined) {
    return `expected an npm script in package.json, found no ${name}`;
  }
  const missing = definition
    .match(/(?<=^|\s)(?:scripts|packages)\/[\w./-]+/g)
    ?.find((path) => !existsSync(join(repository, path)));
  return missing === undefined ? undefined : `expected a script, found no ${missing}`;
}
