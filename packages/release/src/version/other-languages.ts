// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { listPythonPackages } from "@chaukas/python/python-packages";
import { toPythonVersion } from "@chaukas/python/python-version";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PythonDistribution } from "../artifacts/read-python-dist.ts";
import { readGoModule } from "./go-module.ts";

/** Returns whether a git tag is one of the spec, which also releases the Python packages and is the version in Go. */
export function isSpecTag(tag: string): boolean {
  return /^v\d/.test(tag);
}

/** Throws {@link ScriptError} unless Python packages have the version of a tag of the spec. Returns them. */
export function selectPython(tag: string, distributions: readonly PythonDistribution[]): readonly PythonDistribution[] {
  if (!isSpecTag(tag)) {
    throw new ScriptError(
      `tag: expected vX.Y.Z, since no other tag releases Python packages, got ${JSON.stringify(tag)}`,
      "pass the tag of the spec with --tag",
    );
  }
  const expected = toPythonVersion(tag.slice(1));
  const others = distributions.filter(({ version }) => version !== expected);
  if (others.length > 0) {
    const found = others.map(({ name, version }) => `${name}==${version}`).join(", ");
    throw new ScriptError(
      `tag ${tag}: expected Python packages of version ${expected}, got ${found}`,
      "check out the tag, then run `npm run build:python`",
    );
  }
  return distributions;
}

/** Lists what a tag releases in other languages, as their tools write it: `chaukas-spec-client==1.2.0`. */
export function listOtherSpecifiers(tag: string): string[] {
  if (!isSpecTag(tag)) {
    return [];
  }
  const python = listPythonPackages().map(({ name }) => `${name}==${toPythonVersion(tag.slice(1))}`);
  return [...python, `${readGoModule()}@${tag}`];
}
