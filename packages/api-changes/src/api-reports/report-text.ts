// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ApiEntry, ApiNode, ApiReport } from "./api-node.ts";
import { splitTopLevel } from "./api-node.ts";

const preambles = {
  npm: `Every declaration that the package exports, by specifier. Written by \`npm run api-reports\` from the compiled
declarations; the bump guard compares it with that of the base branch.`,
  others: `Every declaration that is written by hand and exported, by import path; protos define the others. Written by
\`npm run api-reports\`; the bump guard compares it with that of the base branch.`,
};

/** Formats the report of an npm package as text, which {@link parseReport} reads. */
export function printReport({ packageName, entries }: ApiReport): string {
  const sections = entries.map(({ specifier, symbols }): [string, string[]] => [
    specifier,
    symbols.flatMap((symbol) => printNode(symbol, "")),
  ]);
  return print(packageName, preambles.npm, sections);
}

/** Formats the report of packages in another language, from the lines of each section. */
export function printSections(name: string, sections: readonly (readonly [string, readonly string[]])[]): string {
  return print(name, preambles.others, sections);
}

function print(name: string, preamble: string, sections: readonly (readonly [string, readonly string[]])[]): string {
  const parts = sections.map(([specifier, lines]) => `## ${specifier}\n\n\`\`\`\n${lines.join("\n")}\n\`\`\`\n`);
  return [`# API of ${name}\n`, `${preamble}\n`, ...parts].join("\n");
}

function printNode({ name, type, children }: ApiNode, indent: string): string[] {
  const separator = name.startsWith("type ") ? " = " : ": ";
  const line = `${indent}${name}${type === "" ? "" : `${separator}${type}`}`;
  return [line, ...children.flatMap((child) => printNode(child, `${indent}  `))];
}

/** Parses the text of a report. */
export function parseReport(text: string): ApiReport {
  const [head = "", ...sections] = text.split(/^## /m);
  return {
    packageName: /^# API of (.*)$/m.exec(head)?.[1] ?? "",
    entries: sections.map(parseSection),
  };
}

function parseSection(section: string): ApiEntry {
  const [specifier = "", , , ...lines] = section.split("\n");
  return { specifier, symbols: parseNodes(lines.slice(0, lines.indexOf("```"))) };
}

/** Parses lines. A line belongs to the line before it that is indented less. */
function parseNodes(lines: readonly string[]): ApiNode[] {
  const nodes: ApiNode[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] ?? "";
    const end = lines.findIndex((other, position) => position > index && !other.startsWith("  "));
    const below = lines.slice(index + 1, end < 0 ? lines.length : end);
    nodes.push({ ...parseLine(line), children: parseNodes(below.map((other) => other.slice(2))) });
    index += below.length + 1;
  }
  return nodes;
}

function parseLine(line: string): { name: string; type: string } {
  if (line.startsWith("| ")) {
    return { name: line, type: "" };
  }
  const separator = line.startsWith("type ") ? "=" : ":";
  const [name = ""] = splitTopLevel(line, separator);
  return { name, type: line.slice(name.length).replace(/^ ?[:=] /, "") };
}
