// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import { expect, it } from "vitest";
import { parseChangeset } from "./changeset.ts";

const path = ".changeset/brave-dogs-sing.md";
const parse = (text: string) => parseChangeset(path, text, ["@chaukas/spec-common"]);

it("reads the bump of each package", () => {
  expect(parse('---\n"@chaukas/spec-common": minor\n---\n\nAdd a field.\n')).toEqual({
    path,
    releases: new Map([["@chaukas/spec-common", "minor"]]),
  });
});

it("reads an empty changeset, with Unix or Windows line ends", () => {
  expect(parse("---\n---\n").releases.size).toBe(0);
  expect(parse("---\r\n---\r\n").releases.size).toBe(0);
});

it.each([
  ["Add a field.\n", "expected a list of packages between two lines of ---, found none"],
  ['---\n"@chaukas/spec-commom": minor\n---\n', "@chaukas/spec-commom: expected a public package of this workspace"],
  ['---\n"@chaukas/spec-common": huge\n---\n', '@chaukas/spec-common: expected major, minor or patch, got "huge"'],
  ['---\n"@chaukas/spec-common": : x\n---\n', "expected YAML between the lines of ---"],
])("refuses %j", (text, message) => {
  expect(() => parse(text)).toThrow(ScriptError);
  expect(() => parse(text)).toThrow(`${path}: ${message}`);
});
