// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ApiNode, madeByCallersMark } from "./api-node.ts";
import type { ApiDifference } from "./compare-reports.ts";
import { splitTopLevel } from "./split-top-level.ts";

/** Compares the lines of a declaration or of the members of one. */
export function compareNodes(base: readonly ApiNode[], head: readonly ApiNode[], place: string): ApiDifference[] {
  const fresh = Map.groupBy(head, keyOf);
  const old = Map.groupBy(base, keyOf);
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const isDeclaration = /^(?:interface|class|enum|type|function|const) /.test(key);
    return compareSameKey(old.get(key) ?? [], fresh.get(key) ?? [], isDeclaration ? place : `${place}.${key}`);
  });
}

/** Compares the declarations of one name. There are several when a function has overloads. */
function compareSameKey(base: readonly ApiNode[], head: readonly ApiNode[], place: string): ApiDifference[] {
  const left = [...head];
  const differences = base.flatMap((old): ApiDifference[] => {
    const same = left.findIndex(({ name }) => name === old.name);
    const wider = left.findIndex(({ name }) => takesMore(old.name, name));
    const [fresh] = left.splice(Math.max(0, same < 0 ? wider : same), 1);
    if (fresh === undefined) {
      return [{ isBreaking: true, place, what: "removed" }];
    }
    if (fresh.name !== old.name) {
      const isBreaking = !takesMore(old.name, fresh.name);
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
      what: `may be ${added.map((part) => `\`${part}\``).join(", ")} as well`,
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
      what: "added and required, in a type whose values callers make",
    })),
  ];
}

/** What a line is called, whatever its modifiers and parameters: that by which two versions are paired. */
function keyOf({ name }: ApiNode): string {
  const [, key = name] =
    /^((?:(?:interface|class|enum|type|function|const) )?[\w$]+)/.exec(name.replace(/^(?:readonly |static )+/, "")) ??
    [];
  return key;
}

/** The parts of a union, in one line or in several. */
function partsOf({ type, children }: ApiNode): string[] {
  const below = children.filter(({ name }) => name.startsWith("| ")).map(({ name }) => name.slice(2));
  return [...splitTopLevel(type, "|"), ...below];
}

function membersOf({ children }: ApiNode): ApiNode[] {
  return children.filter(({ name }) => !name.startsWith("| ") && name !== madeByCallersMark);
}

/** Tells whether a member is neither optional nor a signature for any key. */
function isRequired({ name }: ApiNode): boolean {
  return !/^[^(]*\?/.test(name) && !name.startsWith("[");
}

/** Tells whether a function takes what another one takes, and after that only what may be left out. */
function takesMore(old: string, fresh: string): boolean {
  const [before, after] = [old, fresh].map((name) => /^([^(]*)\((.*)\)$/.exec(name) ?? []);
  if (before?.[1] === undefined || before[1] !== after?.[1]) {
    return false;
  }
  const [parameters, more] = [splitTopLevel(before[2] ?? "", ","), splitTopLevel(after[2] ?? "", ",")];
  return (
    parameters.every((parameter, index) => parameter === more[index]) &&
    more.slice(parameters.length).every((parameter) => /^(\w+\?|\.\.\.)/.test(parameter))
  );
}
