// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { findMissingInstalls } from "./find-missing-installs.ts";

const code = `
\`\`\`ts server
import { readFileSync } from "node:fs";
import "@example/other/side-effect";
import {
  one,
} from "@example/one/sub/path.js";
import two from "two";
import local from "./local.js";
const url = import.meta.resolve("three/data.json");
\`\`\`
`;

it("lists each package that is imported and not installed", () => {
  const text = `\`\`\`sh\nnpm install @example/one two@1\n\`\`\`\n${code}`;
  expect(findMissingInstalls(text)).toEqual(["@example/other", "three"]);
});

it("lists none if the commands together name all", () => {
  const text = `npm install @example/one \\\n  @example/other\n${code}\nnpm install two three\n`;
  expect(findMissingInstalls(text)).toEqual([]);
});
