// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isBuiltin } from "node:module";

/**
 * Lists the packages that the code in a README imports, but that none of its `npm install` commands names, so that a
 * reader who pastes both gets an error.
 */
export function findMissingInstalls(markdown: string): string[] {
  const installed = [...markdown.matchAll(/^npm install ((?:.*\\\n)*.+)$/gm)].flatMap(([, names = ""]) =>
    names.split(/[\s\\]+/).map(packageName),
  );
  const blocks = [...markdown.matchAll(/^```ts[^\n]*\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  const imported = blocks.flatMap((code) =>
    [...code.matchAll(/(?:\bfrom |\bimport |\bimport\.meta\.resolve\()"([^".][^"]*)"/g)].map(([, name = ""]) => name),
  );
  const names = new Set(imported.filter((name) => !isBuiltin(name)).map(packageName));
  return [...names].filter((name) => !installed.includes(name));
}

/** Returns the name of the package in a specifier with a path or a version, such as `@scope/name@1`. */
function packageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/@]+/.exec(specifier)?.[0] ?? specifier;
}
