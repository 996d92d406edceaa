// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import ts from "typescript-6";
import { type ApiEntry, type ApiNode, type ApiReport, madeByCallersMark, notExported } from "./api-node.ts";
import { describeDeclaration } from "./describe-declaration.ts";
import { findReferences, type References, resolveAlias } from "./find-references.ts";

/** Name of the section for exports that are not modules. */
const files = "files";

/** Reads the public surface of a compiled package. */
export function readReport(folder: string, manifest: PackageManifest): ApiReport {
  const entries = listEntryPoints(folder, manifest);
  const program = compileDeclarations(entries.flatMap(({ declarations }) => declarations ?? []));
  const checker = program.getTypeChecker();
  const exportsOf = new Map(entries.map((entry) => [entry, listExports(entry, program)]));
  const exported = [...exportsOf.values()].flat().map((symbol) => resolveAlias(symbol, checker) ?? symbol);
  const references = findReferences(exported, checker);
  const homes = findHomes(exportsOf, checker);

  const sections = entries.filter(isModule).map((entry): ApiEntry => {
    const symbols = (exportsOf.get(entry) ?? []).flatMap((alias): ApiNode[] => {
      const symbol = resolveAlias(alias, checker) ?? alias;
      const home = homes.get(symbol);
      return home === undefined || home === entry.specifier
        ? describeSymbol(symbol, alias, references)
        : [line(`${alias.name} from ${home.replace(manifest.name, ".")}`)];
    });
    return { specifier: entry.specifier, symbols };
  });
  const others = [...references.symbols].filter((symbol) => !exported.includes(symbol));
  const extra: ApiEntry[] = [
    { specifier: notExported, symbols: others.sort(byName).flatMap((one) => describeSymbol(one, one, references)) },
    { specifier: files, symbols: entries.filter((entry) => !isModule(entry)).map(({ specifier }) => line(specifier)) },
  ];
  return { packageName: manifest.name, entries: [...sections, ...extra.filter(({ symbols }) => symbols.length > 0)] };
}

function listExports({ declarations }: EntryPoint, program: ts.Program): ts.Symbol[] {
  const source = declarations === undefined ? undefined : program.getSourceFile(declarations);
  const checker = program.getTypeChecker();
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return module === undefined ? [] : [...checker.getExportsOfModule(module)].sort(byName);
}

/** Finds the specifier that describes each symbol: that of the symbol's own file, else the first that exports it. */
function findHomes(
  exportsOf: ReadonlyMap<EntryPoint, readonly ts.Symbol[]>,
  checker: ts.TypeChecker,
): Map<ts.Symbol, string> {
  const homes = new Map<ts.Symbol, string>();
  for (const [{ specifier, declarations }, symbols] of exportsOf) {
    for (const alias of symbols) {
      const symbol = resolveAlias(alias, checker) ?? alias;
      const isOwn = symbol.declarations?.[0]?.getSourceFile().fileName === declarations;
      if (isOwn || !homes.has(symbol)) {
        homes.set(symbol, specifier);
      }
    }
  }
  return homes;
}

/** Describes each declaration of a symbol, since an interface and a constant may share a name. */
function describeSymbol(symbol: ts.Symbol, alias: ts.Symbol, { madeByCallers }: References): ApiNode[] {
  const declarations = symbol.declarations ?? [];
  if (declarations.length === 0) {
    const [specifier] = alias.declarations ?? [];
    const text = specifier?.parent.parent.getText().replace(/\s+/g, " ") ?? "";
    return [line(`${alias.name} from ${/from "(.*)"/.exec(text)?.[1] ?? "another package"}`)];
  }
  return declarations.map((declaration) => {
    const node = describeDeclaration(declaration, alias.name);
    const hasMembers = ts.isInterfaceDeclaration(declaration) || node.type === "{}";
    return madeByCallers.has(symbol) && hasMembers
      ? { ...node, children: [line(madeByCallersMark), ...node.children] }
      : node;
  });
}

function isModule({ declarations }: EntryPoint): boolean {
  return declarations !== undefined;
}

function line(name: string): ApiNode {
  return { name, type: "", children: [] };
}

function byName(a: ts.Symbol, b: ts.Symbol): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Compiles declaration files and those that they import from the same package. Other packages are not read. */
function compileDeclarations(files: readonly string[]): ts.Program {
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

/** A specifier that a package exports. */
interface EntryPoint {
  readonly specifier: string;
  /** Absolute path of its declarations, or undefined if it is not a module: a schema, a proto or a set of vectors. */
  readonly declarations: string | undefined;
}

/** Lists the entry points of a compiled package, sorted by specifier, with the patterns of modules expanded. */
function listEntryPoints(folder: string, { name, exports = {} }: PackageManifest): EntryPoint[] {
  return Object.entries(exports)
    .flatMap(([subpath, target]): EntryPoint[] => {
      const specifier = `${name}${subpath.slice(1)}`;
      const types = typeof target === "object" && target !== null ? (target as { types?: string }).types : undefined;
      if (types === undefined) {
        return [{ specifier, declarations: undefined }];
      }
      const [prefix = "", suffix = ""] = types.slice(2).split("*");
      // Unlike the star in a glob, the star in an export pattern also matches folders.
      const files = types.includes("*") ? globSync(`${prefix}**/*${suffix}`, { cwd: folder }) : [types];
      return files.map((file) => ({
        specifier: specifier.replace("*", file.slice(prefix.length, file.length - suffix.length)),
        declarations: join(folder, file),
      }));
    })
    .sort((a, b) => (a.specifier < b.specifier ? -1 : 1));
}
