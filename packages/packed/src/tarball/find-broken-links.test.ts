// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { root } from "@chaukas/tooling/root";
import { describe, expect, it, test } from "vitest";
import { findBrokenLinks, repositoryPages } from "./find-broken-links.ts";

/** Finds the broken links of a page that is beside a folder `docs` with one page. */
function find(text: string): string[] {
  const files = new Map([
    ["README.md", text],
    ["docs/guide.md", "# Guide\n\n## `run`: a *command*\n\n## Twice\n\n## Twice\n"],
  ]);
  return findBrokenLinks("README.md", {
    has: (path) => files.has(path) || path === "docs",
    read: (path) => files.get(path) ?? "",
  });
}

describe("findBrokenLinks", () => {
  it("accepts files, folders, and anchors of headings", () => {
    expect(
      find(`
# Example

[here](#example) [guide](docs/guide.md) [command](./docs/guide.md#run-a-command) [second](docs/guide.md#twice-1)
[folder](docs) [other](https://example.com/missing) [mail](mailto:a@example.com)
[repository](https://github.com/chaukasai/chaukas-spec#readme)
[licence](https://github.com/chaukasai/chaukas-spec/blob/main/LICENSE)
[verify](https://github.com/chaukasai/chaukas-spec/tree/main/packages/spec-integrity#chaukas-verify)

\`[code](missing.md)\`
`),
    ).toEqual([]);
  });

  it.each([
    ["missing.md", "expected a file missing.md"],
    ["../README.md", "expected a file ../README.md"],
    ["#exampel", "expected a heading #exampel"],
    ["docs/guide.md#twice-2", "expected a heading #twice-2"],
    ["https://github.com/chaukasai/chaukas-spec/blob/main/MISSING.md", "expected a file MISSING.md"],
    ["https://github.com/chaukasai/chaukas-spec/tree/main/packages/server#missing", "expected a heading #missing"],
  ])("reports %s", (link, problem) => {
    expect(find(`# Example\n\n| [link](${link}) |\n`)).toEqual([`README.md: link to ${link}: ${problem}`]);
  });
});

test("the pages of this repository have no broken link", () => {
  const pages = globSync(["*.md", ".changeset/*.md", ".github/**/*.md", "packages/*/{README,SPECIFICATION}.md"], {
    cwd: root,
  });
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.flatMap((page) => findBrokenLinks(page, repositoryPages))).toEqual([]);
});
