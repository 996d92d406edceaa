// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { latestVersion, readChangelogEntries } from "./changelog-entries.ts";

const changelog = `# @chaukas/spec-common

## 1.2.0-next.0

### Minor Changes

- Add cached tokens. ([#41](https://example.com))

  Servers keep them.
- Add a tag.

### Patch Changes

- Fix a comment.

## 1.1.0

No changes in this release.
`;

test("finds the latest version, prereleases included", () => {
  expect(latestVersion(changelog)).toBe("1.2.0-next.0");
  expect(latestVersion("# @chaukas/spec-common\n")).toBeUndefined();
});

test("reads the entries of a version by kind", () => {
  expect(readChangelogEntries(changelog, "1.2.0-next.0")).toEqual(
    new Map([
      ["Minor", ["Add cached tokens. ([#41](https://example.com))\n\n  Servers keep them.", "Add a tag."]],
      ["Patch", ["Fix a comment."]],
    ]),
  );
});

test("distinguishes a version without entries from one that does not exist", () => {
  expect(readChangelogEntries(changelog, "1.1.0")).toEqual(new Map());
  expect(readChangelogEntries(changelog, "1.2.0")).toBeUndefined();
});
