// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import ts from "typescript-6";

/** The side that creates the values of a type: the package, its callers, or either. */
type Maker = "package" | "caller" | "either";

/** The types of the package that declarations refer to, directly or through others, and who creates their values. */
export interface References {
  readonly symbols: ReadonlySet<ts.Symbol>;
  /** The types whose values callers create, so a new required member breaks callers. */
  readonly madeByCallers: ReadonlySet<ts.Symbol>;
}

/** Follows the types of exported symbols through parameters, results and members. */
export function findReferences(exported: readonly ts.Symbol[], checker: ts.TypeChecker): References {
  const makers = new Map<ts.Symbol, Set<Maker>>();

  function visitSymbol(symbol: ts.Symbol, maker: Maker): void {
    const known = makers.get(symbol) ?? new Set();
    makers.set(symbol, known);
    if (!known.has(maker)) {
      known.add(maker);
      for (const declaration of symbol.declarations ?? []) {
        visitChildren(declaration, maker);
      }
    }
  }

  function visit(node: ts.Node, maker: Maker): void {
    if (ts.isParameter(node)) {
      visitChildren(node, node.parent.kind === ts.SyntaxKind.IndexSignature ? maker : opposite(maker));
      return;
    }
    if (ts.isIdentifier(node)) {
      const symbol = resolveAlias(checker.getSymbolAtLocation(node), checker);
      if (symbol?.declarations?.some(isTopLevel)) {
        visitSymbol(symbol, maker);
      }
    }
    visitChildren(node, maker);
  }

  function visitChildren(node: ts.Node, maker: Maker): void {
    // Callers create messages with create(), which fills in omitted fields.
    const inner = maker === "caller" && /^(export )?type \w+ = Message</.test(node.getText()) ? "either" : maker;
    ts.forEachChild(node, (child) => visit(child, inner));
  }

  for (const symbol of exported) {
    visitSymbol(symbol, (symbol.flags & ts.SymbolFlags.Value) === 0 ? "either" : "package");
  }
  return {
    symbols: new Set(makers.keys()),
    madeByCallers: new Set([...makers].filter(([, known]) => known.has("caller")).map(([symbol]) => symbol)),
  };
}

/** Returns the symbol that an import or export refers to. */
export function resolveAlias(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
    ? checker.getAliasedSymbol(symbol)
    : symbol;
}

function opposite(maker: Maker): Maker {
  return maker === "caller" ? "package" : maker === "package" ? "caller" : "either";
}

function isTopLevel(declaration: ts.Declaration): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  // A file, which `import * as types` refers to, has no parent.
  return statement.parent !== undefined && ts.isSourceFile(statement.parent);
}
