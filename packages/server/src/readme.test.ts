// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { exitCode } from "./cli/context/cli-error.js";
import { afterHelp, createProgram } from "./cli/create-program.js";
import { type Setting, settingFlag } from "./config/setting.js";
import { settings } from "./config/settings.js";
import { createMetrics } from "./observe/create-metrics.js";
import { formatStateHeader, formatStateLine, parseStateHeader, parseStateLine } from "./transfer/logs/log-state.js";

const readme = join(import.meta.dirname, "../README.md");

it("lists every setting with its default", () => {
  const rows = Object.entries<Setting<unknown>>(settings as Record<string, Setting<unknown>>).map(([name, setting]) => {
    const shown = String(setting.default ?? "");
    return `| \`--${settingFlag(name)} ${setting.kind.placeholder}\` | ${setting.about} |${shown === "" ? "" : ` ${shown}`} |`;
  });
  expect(readFileSync(readme, "utf8")).toContain(rows.join("\n"));
});

it("lists every metric of its own", async () => {
  const metrics = createMetrics();
  metrics.watch({
    load: () => ({ runningRequests: 0, queuedRequests: 0, pendingBytes: 0, watches: 0 }),
    connections: () => 0,
    unreadBytes: () => 0,
  });
  const { text } = await metrics.format();
  const rows = [...text.matchAll(/^# HELP (chaukas_\w+) (.*)\.\n# TYPE \S+ (\w+)$/gm)].map(
    ([, name, help = "", type]) => `| \`${name}\` | ${type} | ${help.charAt(0).toLowerCase()}${help.slice(1)} |`,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(readFileSync(readme, "utf8")).toContain(
    ["| metric | type | shows |", "| --- | --- | --- |", ...rows, ""].join("\n"),
  );
});

it("shows a state file as the server writes it", () => {
  const [, example = ""] = /^### State files$.*?^```json\n(.*?)\n^```$/ms.exec(readFileSync(readme, "utf8")) ?? [];
  const [first = "", ...rest] = example.split("\n");
  const header = parseStateHeader(first);
  const lines = rest.map(parseStateLine);
  expect(lines.map((line) => line?.kind)).toEqual(["checkpoint", "keys", "end"]);
  expect([header && formatStateHeader(header), ...lines.map((line) => line && formatStateLine(line))]).toEqual([
    first,
    ...rest,
  ]);
});

it("lists the exit codes as --help does", () => {
  const rows = [...afterHelp.matchAll(/^ {2}(\d) {2}(.+(?:\n {5}.+)*)$/gm)].map(
    ([, code, meaning = ""]) => `| ${code} | ${meaning.replaceAll(/\n +/g, " ")} |`,
  );
  expect(rows.length).toBe(Object.keys(exitCode).length);
  expect(readFileSync(readme, "utf8").replaceAll("`fsck`", "fsck")).toContain(rows.join("\n"));
});

/** Reads the commands in a README: the lines of its shell blocks, and code with options in its text. */
function readCommands(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const blocks = [...text.matchAll(/^```sh.*\n([^`]*)^```$/gm)].flatMap(([, block = ""]) =>
    block.replaceAll("\\\n", " ").split("\n"),
  );
  const inline = [...text.replaceAll(/^```.*\n[^`]*^```$/gm, "").matchAll(/`(chaukas-server [^`]* --[^`]*)`/g)].map(
    ([, code = ""]) => code,
  );
  return [...blocks, ...inline].flatMap((line) => {
    const [, command] = /^(?:[A-Z_]+=\S+ )*(?:npx @chaukas\/server|chaukas-server)(?= |$)(.*)$/.exec(line) ?? [];
    return command === undefined || command.includes("--help") ? [] : [command.replace(/ (?:#|>|&) .*/, "").trim()];
  });
}

it.each(["README.md", "../../README.md", "../spec-integrity/README.md"])("accepts the commands in %s", async (path) => {
  const commands = readCommands(join(readme, "..", path));
  expect(commands).not.toEqual([]);
  for (const command of commands) {
    const args = [...command.matchAll(/"[^"]*"|\S+/g)].map(([text]) => text.replaceAll('"', ""));
    const program = await createProgram(args, () => {});
    for (const part of [...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
      part.configureOutput({ writeErr: () => {} });
      if (part.commands.length === 0) {
        part.action(() => {});
      }
    }
    await expect(program.parseAsync(args, { from: "user" }), command).resolves.toBeDefined();
  }
});

it("names only files that exist", () => {
  const named = [
    ...readFileSync(readme, "utf8").matchAll(/`((?:\.\.\/[\w-]+\/)?(?:src|test|bench|container)\/[\w./-]+)`/g),
  ];
  const paths = named.map(([, path]) => path as string);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(readme, "..", path)))).toEqual([]);
});
