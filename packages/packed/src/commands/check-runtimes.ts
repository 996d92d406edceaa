// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { formatTable } from "@chaukas/tooling/format-table";
import { createProgress } from "@chaukas/tooling/progress";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findTarballs } from "@chaukas/tooling/tarball";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { checkTool, isCompiler, type ToolResult, tools } from "../runtimes/check-tools.ts";
import { consumerNames, createConsumer, requireConsumers } from "../runtimes/consumer.ts";
import { createFixtures } from "../runtimes/fixtures.ts";
import { openToolbox } from "../runtimes/toolbox.ts";

command({
  usage: "npm run check:runtimes -- [--keep] [TOOL…]",
  about: `Installs the packed packages outside the workspace, compiles programs that use them with several versions of
TypeScript, and runs the same test in every supported runtime: encode, decode, validate, verify, and call a server over
Connect, gRPC-Web and gRPC. workerd skips gRPC, because its fetch cannot read trailers. The reference server is started,
called and stopped on every supported version of Node, and must refuse an older one.

  TOOL    one of ${tools.join(", ")};
          default: all
  --keep  keeps the projects and prints their folder

The tools come from npm, in the versions pinned in packages/packed/toolbox. They take 1.2 GB in $CHAUKAS_CACHE_DIR, or
else in chaukas-spec in $XDG_CACHE_HOME or ~/.cache, and can be deleted at any time.`,
  options: { keep: { type: "boolean" } },
  async run(names, { keep }) {
    const unknown = names.find((name) => !tools.includes(name));
    if (unknown !== undefined) {
      throw new ScriptError(`tool: expected one of ${tools.join(", ")}, got ${JSON.stringify(unknown)}`);
    }
    const selected = tools.filter((tool) => names.length === 0 || names.includes(tool));
    const prefix = join(tmpdir(), "chaukas-runtimes-");
    const results = await withTemporaryFolder(prefix, (folder) =>
      check(selected, keep ? mkdtempSync(`${prefix}kept-`) : folder),
    );
    for (const isOfKind of [isCompiler, (tool: string) => !isCompiler(tool)]) {
      printTable(results.filter(({ tool }) => isOfKind(tool)));
    }
    failOnErrors(results);
  },
});

async function check(selected: readonly string[], folder: string): Promise<ToolResult[]> {
  const tarballs = await findTarballs();
  requireConsumers(tarballs);
  const progress = createProgress(selected.length + 2);
  const toolbox = await progress.step("fetch the runtimes and compilers, unless they are cached", () => openToolbox());
  const consumers = await progress.step(`install the tarballs in ${folder}`, async () => {
    mkdirSync(folder, { recursive: true });
    const fixtures = await createFixtures(folder);
    return Promise.all(consumerNames.map((name) => createConsumer(name, join(folder, name), tarballs, fixtures)));
  });
  for (const { name, packages } of consumers) {
    console.log(`      project ${name}: ${packages.join(", ")}`);
  }
  const results: ToolResult[] = [];
  for (const tool of selected) {
    try {
      await progress.step(
        `${isCompiler(tool) ? "compile with" : "run in"} ${tool} ${toolbox.version(tool)}`,
        async () => {
          const found = await checkTool(tool, toolbox, consumers);
          results.push(...found);
          failOnErrors(found);
        },
      );
    } catch (error) {
      // Continue with the other tools. All errors are reported at the end.
      if (!(error instanceof ScriptError)) {
        throw error;
      }
    }
  }
  return results;
}

function printTable(results: readonly ToolResult[]): void {
  const checks = [...new Set(results.flatMap(({ outcomes }) => outcomes.map(({ check }) => check)))];
  const rows = results.map(({ tool, version, project, outcomes }) => [
    ...[tool, version, project],
    ...checks.map((check) => {
      const outcome = outcomes.find((outcome) => outcome.check === check);
      return outcome === undefined ? "-" : outcome.error === undefined ? "ok" : "failed";
    }),
  ]);
  if (rows.length > 0) {
    console.log(`\n${formatTable(["tool", "version", "project", ...checks], rows)}`);
  }
}

function failOnErrors(results: readonly ToolResult[]): void {
  const errors = results.flatMap(({ tool, version, project, outcomes }) =>
    outcomes.flatMap(({ check, error }) =>
      error === undefined ? [] : [`${tool} ${version}, ${project}, ${check}: ${error}`],
    ),
  );
  if (errors.length > 0) {
    throw new ScriptError(
      `failed: ${errors.length}\n\n${errors.join("\n\n")}\n`,
      `fix the problems listed above; to run a single tool: \`npm run check:runtimes -- ${results[0]?.tool}\``,
    );
  }
}
