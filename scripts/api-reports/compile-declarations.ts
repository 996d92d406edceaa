// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript-6";

/** Reads declarations and those that they import from the same package. Other packages are not looked at. */
export function compileDeclarations(files: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    noLib: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, containingFile) =>
    literals.map(({ text }) => {
      const file = join(dirname(containingFile), text.replace(/\.js$/, ".d.ts"));
      const found = text.startsWith(".") && existsSync(file);
      return { resolvedModule: found ? { resolvedFileName: file, extension: ts.Extension.Dts } : undefined };
    });
  return ts.createProgram({ rootNames: [...files], options, host });
}
