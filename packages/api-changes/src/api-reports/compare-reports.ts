// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type ApiEntry,
  type ApiNode,
  type ApiReport,
  madeByCallersMark,
  notExported,
  splitTopLevel,
} from "./api-node.ts";

/** A difference between two reports. */
export interface ApiDifference {
  /** Whether code that compiles with the old version may fail to compile with the new one. */
  readonly isBreaking: boolean;
  /** Specifier and declaration, such as `@chaukas/spec-client RetryPolicy.maxAttempts`. */
  readonly place: string;
  readonly what: string;
}

/** Compares two reports of a package. A symbol that is described under another specifier is compared there. */
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

/** The declarations of a name, and the specifier under which they are described. */
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

/** Compares the lines of declarations, or those of the members of one. */
function compareNodes(base: readonly ApiNode[], head: readonly ApiNode[], place: string): ApiDifference[] {
  const fresh = Map.groupBy(head, keyOf);
  const old = Map.groupBy(base, keyOf);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const isDeclaration = /^(?:interface|class|enum|type|function|const) /.test(key);
    return compareSameKey(old.get(key) ?? [], fresh.get(key) ?? [], isDeclaration ? place : `${place}.${key}`);
  });
}

/** Compares the declarations with the same name. There are several if a function has overloads. */
function compareSameKey(base: readonly ApiNode[], head: readonly ApiNode[], place: string): ApiDifference[] {
  const left = [...head];
  const differences = base.flatMap((old): ApiDifference[] => {
    const same = left.findIndex(({ name }) => signatureOf(name) === signatureOf(old.name));
    const wider = left.findIndex(({ name }) => addsOptionalParameters(old.name, name));
    const [fresh] = left.splice(Math.max(0, same < 0 ? wider : same), 1);
    if (fresh === undefined) {
      return [{ isBreaking: true, place, what: "removed" }];
    }
    if (signatureOf(fresh.name) !== signatureOf(old.name)) {
      const isBreaking = !addsOptionalParameters(old.name, fresh.name);
      const what = `changed from \`${old.name}\` to \`${fresh.name}\``;
      return [{ isBreaking, place, what }, ...compareNode(old, fresh, place)];
    }
    return compareNode(old, fresh, place);
  });
  return [...differences, ...left.map(() => ({ isBreaking: false, place, what: "added" }))];
}

function compareNode(base: ApiNode, head: ApiNode, place: string): ApiDifference[] {
  const [old, fresh] = [partsOf(base), partsOf(head)];
  const gone = old.filter((part) => !fresh.includes(part));
  const added = fresh.filter((part) => !old.includes(part));
  const differences: ApiDifference[] = [];
  if (gone.length > 0 || (added.length > 0 && old.length === 0)) {
    const [from, to] = [old.join(" | ") || "nothing", fresh.join(" | ") || "nothing"];
    differences.push({ isBreaking: true, place, what: `changed from \`${from}\` to \`${to}\`` });
  } else if (added.length > 0) {
    differences.push({
      isBreaking: false,
      place,
      what: `may also be ${added.map((part) => `\`${part}\``).join(", ")}`,
    });
  }
  const [before, after] = [membersOf(base), membersOf(head)];
  const isMadeByCallers = head.children.some(({ name }) => name === madeByCallersMark);
  const keys = new Set(before.map(keyOf));
  const required = after.filter((member) => isMadeByCallers && !keys.has(keyOf(member)) && isRequired(member));
  const others = after.filter((member) => !required.includes(member));
  return [
    ...differences,
    ...compareNodes(before, others, place),
    ...required.map((member) => ({
      isBreaking: true,
      place: `${place}.${keyOf(member)}`,
      what: "added as required, in a type whose values callers create",
    })),
  ];
}

/** Returns the name of a line without modifiers and parameters, by which the lines of two versions are matched. */
function keyOf({ name }: ApiNode): string {
  const [, key = name] =
    /^((?:(?:interface|class|enum|type|function|const) )?[\w$]+)/.exec(name.replace(/^(?:readonly |static )+/, "")) ??
    [];
  return key;
}

/** Returns the parts of a union, whether it is on one line or on several. */
function partsOf({ type, children }: ApiNode): string[] {
  const below = children.filter(({ name }) => name.startsWith("| ")).map(({ name }) => name.slice(2));
  return [...splitTopLevel(type, "|"), ...below];
}

function membersOf({ children }: ApiNode): ApiNode[] {
  return children.filter(({ name }) => !name.startsWith("| ") && name !== madeByCallersMark);
}

/** Returns whether a member is neither optional nor an index signature. */
function isRequired({ name }: ApiNode): boolean {
  return !/^[^(]*\?/.test(name) && !name.startsWith("[");
}

/** Returns whether a function has the parameters of an older one, followed only by optional ones. */
function addsOptionalParameters(old: string, fresh: string): boolean {
  const [before, after] = [old, fresh].map((name) => /^([^(]*)\((.*)\)$/.exec(signatureOf(name)) ?? []);
  if (before?.[1] === undefined || before[1] !== after?.[1]) {
    return false;
  }
  const [parameters, more] = [splitTopLevel(before[2] ?? "", ","), splitTopLevel(after[2] ?? "", ",")];
  return (
    parameters.every((parameter, index) => parameter === more[index]) &&
    more.slice(parameters.length).every((parameter) => /^(\w+\?|\.\.\.)/.test(parameter))
  );
}

/** Returns a line without the names that a parameter is destructured into, which callers do not see. */
function signatureOf(name: string): string {
  return name.replace(/(?<=[(,]\s*)\{[^{}]*\}(?=\??: )/g, "options");
}
