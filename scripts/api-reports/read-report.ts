// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import ts from "typescript-6";
import type { PackageManifest } from "../lib/tarball.ts";
import { type ApiEntry, type ApiNode, type ApiReport, madeByCallersMark, notExported } from "./api-node.ts";
import { compileDeclarations } from "./compile-declarations.ts";
import { describeDeclaration } from "./describe-declaration.ts";
import { type EntryPoint, listEntryPoints } from "./entry-points.ts";
import { findReferences, type References, resolveAlias } from "./find-references.ts";

/** Name of the section for exports that are no modules. */
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

/** The specifier under which a symbol is described: that of its own file, else the first that exports it. */
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

/** A line with those below it for each declaration: an interface and a constant may share a name. */
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
