// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublicPackage } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { changeKinds, readChangelogEntries } from "./changelog-entries.ts";

/**
 * Returns the notes of a release in Markdown, from the changelogs of its packages. Each change is listed once, with the
 * packages whose changelogs contain it. At the end are the packages, and `others`, which have no changelogs. Throws
 * {@link ScriptError} if a changelog does not have the version.
 */
export function writeReleaseNotes(
  packages: readonly PublicPackage[],
  others: readonly string[] = [],
  repository: string = root,
): string {
  const changes = new Map(changeKinds.map((kind) => [kind, new Map<string, string[]>()]));
  for (const { name, version, folder } of packages) {
    const path = join(repository, folder, "CHANGELOG.md");
    const entries = existsSync(path) ? readChangelogEntries(readFileSync(path, "utf8"), version) : new Map();
    if (entries === undefined) {
      throw new ScriptError(`${folder}/CHANGELOG.md: expected version ${version}`, "run `npm run release:version`");
    }
    for (const [kind, items] of entries) {
      for (const item of items) {
        const of = changes.get(kind);
        of?.set(item, [...(of.get(item) ?? []), name]);
      }
    }
  }
  const sections = [...changes].flatMap(([kind, of]) => (of.size === 0 ? [] : [formatSection(kind, of)]));
  const specifiers = [...packages.map(({ name, version }) => `${name}@${version}`), ...others];
  const list = specifiers.map((specifier) => `- \`${specifier}\``).join("\n");
  return `${[...sections, `## Packages\n\n${list}`].join("\n\n")}\n`;
}

function formatSection(kind: string, changes: ReadonlyMap<string, readonly string[]>): string {
  const items = [...changes].map(([text, names]) => {
    const [first, ...rest] = text.split("\n");
    return [`- ${names.map((name) => `\`${name}\``).join(", ")}: ${first}`, ...rest].join("\n");
  });
  return `## ${kind} changes\n\n${items.join("\n")}`;
}
