// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import { parse } from "yaml";
import { type Bump, bumps } from "./bump.ts";

/** The packages and bumps that a changeset declares. */
export interface Changeset {
  /** Path from the root, such as `.changeset/brave-dogs-sing.md`. */
  readonly path: string;
  /** Bump of each package that it names. An empty changeset names none. */
  readonly releases: ReadonlyMap<string, Bump>;
}

const remedy = "write it with `npx changeset add`, or as .changeset/README.md shows";

/** Parses a changeset. Throws {@link ScriptError} unless it lists packages of the workspace with their bumps. */
export function parseChangeset(path: string, text: string, packages: readonly string[]): Changeset {
  const [, frontMatter] = /^---\r?\n([\s\S]*?)^---\s*$/m.exec(text) ?? [];
  if (frontMatter === undefined) {
    throw new ScriptError(`${path}: expected a list of packages between two lines of ---, found none`, remedy);
  }
  const releases = Object.entries(parseReleases(path, frontMatter));
  for (const [name, bump] of releases) {
    if (!packages.includes(name)) {
      throw new ScriptError(`${path}: ${name}: expected a public package of this workspace`, remedy);
    }
    if (!(bumps as readonly unknown[]).includes(bump)) {
      throw new ScriptError(`${path}: ${name}: expected major, minor or patch, got ${JSON.stringify(bump)}`, remedy);
    }
  }
  return { path, releases: new Map(releases as [string, Bump][]) };
}

function parseReleases(path: string, frontMatter: string): Record<string, unknown> {
  try {
    return (parse(frontMatter) ?? {}) as Record<string, unknown>;
  } catch (cause) {
    throw new ScriptError(`${path}: expected YAML between the lines of ---: ${String(cause)}`, remedy, { cause });
  }
}
