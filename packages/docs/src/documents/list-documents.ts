// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "@chaukas/tooling/root";

/** A Markdown file of the repository, and its place on the site. */
export interface Document {
  /** Path in the repository. */
  readonly source: string;
  /** Path on the site. */
  readonly path: string;
  /** Heading of the part of the navigation that has it. */
  readonly section: Section;
  /** Name in the navigation. */
  readonly label: string;
}

/** The parts of the navigation, in order. */
export const sections = [
  "Start",
  "Specification",
  "TypeScript",
  "Go and Python",
  "Guides",
  "Measurements",
  "Project",
] as const;

/** Heading of a part of the navigation. */
export type Section = (typeof sections)[number];

/** Files with a place of their own. */
const placed: readonly Document[] = [
  { source: "README.md", path: "index.html", section: "Start", label: "Overview" },
  {
    source: "packages/spec-integrity/SPECIFICATION.md",
    path: "specification/integrity.html",
    section: "Specification",
    label: "chaukas-integrity/1",
  },
  { source: "chaukas/README.md", path: "packages/go.html", section: "Go and Python", label: "The Go module" },
  { source: "CONTRIBUTING.md", path: "project/contributing.html", section: "Project", label: "Contributing" },
  { source: "GOVERNANCE.md", path: "project/governance.html", section: "Project", label: "Governance" },
  { source: "SECURITY.md", path: "project/security.html", section: "Project", label: "Security" },
  { source: "CODE_OF_CONDUCT.md", path: "project/code-of-conduct.html", section: "Project", label: "Code of conduct" },
];

/**
 * Lists the Markdown files that are pages of the site: those at the top of the repository, and of each package its
 * README, its guides and its measurements.
 */
export function listDocuments(): Document[] {
  const find = (pattern: string) => globSync(pattern, { cwd: root }).sort();
  return [
    ...placed,
    ...find("packages/*/README.md")
      .map((source): Document => {
        const folder = dirname(source);
        const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string };
        return { source, path: `packages/${basename(folder)}.html`, section: "TypeScript", label: name };
      })
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
    ...find("packages/python/*/README.md").map((source): Document => {
      const name = basename(dirname(source));
      return { source, path: `packages/python/${name}.html`, section: "Go and Python", label: name };
    }),
    ...find("packages/*/docs/*.md").map((source): Document => {
      const path = `guides/${basename(dirname(dirname(source)))}-${basename(source, ".md")}.html`;
      const [, label = source] = /^# (.+)$/m.exec(readFileSync(join(root, source), "utf8")) ?? [];
      return { source, path, section: "Guides", label };
    }),
    ...find("packages/*/bench/README.md").map((source): Document => {
      const name = basename(dirname(dirname(source)));
      return { source, path: `measurements/${name}.html`, section: "Measurements", label: name };
    }),
  ];
}
