// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { formatEntry, parsePullRequest } from "./changelog.ts";

const repository = "https://github.com/chaukasai/chaukas-spec";
const commit = "0123456789abcdef0123456789abcdef01234567";

test.each([
  ["Add cached tokens (#41)", 41],
  ["Merge pull request #7 from somebody/fix-7", 7],
  ["Fix #41 completely", undefined],
  ["Add cached tokens", undefined],
])("reads the pull request from the subject %j", (subject, number) => {
  expect(parsePullRequest(subject)).toBe(number);
});

test("links the pull request and the commit", () => {
  expect(formatEntry("Add cached tokens.", commit, 41)).toBe(
    `- Add cached tokens. ([#41](${repository}/pull/41), [\`0123456\`](${repository}/commit/${commit}))`,
  );
});

test("links nothing when the changeset is not committed yet", () => {
  expect(formatEntry("Add cached tokens.", undefined, undefined)).toBe("- Add cached tokens.");
});

test("joins the lines of the first paragraph and indents the others", () => {
  expect(formatEntry("Add cached\ntokens.\n\nServers keep them.\n", undefined, 41)).toBe(
    `- Add cached tokens. ([#41](${repository}/pull/41))\n\n  Servers keep them.`,
  );
});
