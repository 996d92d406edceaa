// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ApiEntry, ApiNode, ApiReport } from "./api-node.ts";
import { notExported } from "./api-node.ts";
import { compareNodes } from "./compare-nodes.ts";

/** A difference between two reports. */
export interface ApiDifference {
  /** Whether code that compiles with the old version may fail to compile with the new one. */
  readonly isBreaking: boolean;
  /** Specifier and declaration, such as `@chaukas/spec-client RetryPolicy.maxAttempts`. */
  readonly place: string;
  readonly what: string;
}

/** Compares two reports of a package. What is described under another specifier is compared there. */
export function compareReports(base: ApiReport, head: ApiReport): ApiDifference[] {
  const specifiers = [...new Set([...base.entries, ...head.entries].map(({ specifier }) => specifier))];
  return specifiers.flatMap((specifier) => {
    const [before, after] = [readSymbols(base, specifier), readSymbols(head, specifier)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): ApiDifference[] => {
      const [old, fresh] = [before.get(name), after.get(name)];
      const place = `${specifier} ${name}`;
      if (old === undefined || fresh === undefined) {
        const isAdded = old === undefined;
        return specifier === notExported ? [] : [{ isBreaking: !isAdded, place, what: isAdded ? "added" : "removed" }];
      }
      return old.home === fresh.home && old.home !== specifier ? [] : compareNodes(old.nodes, fresh.nodes, place);
    });
  });
}

/** Declarations of a name, and the specifier under which they stand. */
interface ApiSymbol {
  readonly home: string;
  readonly nodes: readonly ApiNode[];
}

function readSymbols({ packageName, entries }: ApiReport, specifier: string): Map<string, ApiSymbol> {
  const find = (wanted: string) => entries.find((entry: ApiEntry) => entry.specifier === wanted)?.symbols ?? [];
  const byName = Map.groupBy(find(specifier), nameOf);
  return new Map(
    [...byName].map(([name, nodes]) => {
      const home = nodes[0]?.name.match(/^[\w$]+ from \.(.*)$/)?.[1];
      if (home === undefined) {
        return [name, { home: specifier, nodes }];
      }
      const declared = find(`${packageName}${home}`).filter((node) => nameOf(node) === name);
      return [name, { home: `${packageName}${home}`, nodes: declared.length === 0 ? nodes : declared }];
    }),
  );
}

function nameOf({ name }: ApiNode): string {
  return /^(?:interface|class|enum|type|function|const) ([\w$]+)/.exec(name)?.[1] ?? /^\S+/.exec(name)?.[0] ?? name;
}
