// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { compareReports } from "./compare-reports.ts";
import { parseReport } from "./report-text.ts";

/** Compares two reports whose only section has these lines. */
function compare(before: string, after: string): string[] {
  const [base, head] = [before, after].map((lines) => parseReport(`# API of p\n\n## p\n\n\`\`\`\n${lines}\n\`\`\`\n`));
  return base === undefined || head === undefined ? [] : describe(base, head);
}

function describe(...[base, head]: Parameters<typeof compareReports>): string[] {
  return compareReports(base, head).map(
    ({ isBreaking, place, what }) => `${isBreaking ? "breaks" : "adds"} ${place}: ${what}`,
  );
}

const options = "interface Options\n  made by callers";

it.each([
  ["nothing", "const a: A\ninterface B\n  x: 1", "interface B\n  x: 1\nconst a: A", []],
  ["a symbol removed", "const a: A\nconst b: B", "const b: B", ["breaks p a: removed"]],
  ["a symbol added", "const b: B", "const a: A\nconst b: B", ["adds p a: added"]],
  ["another kind", "const a: A", "function a(): A", ["breaks p a: removed", "adds p a: added"]],
  ["another type", "const a: A", "const a: B", ["breaks p a: changed from `A` to `B`"]],
  ["a member removed", "interface A\n  x: 1\n  y?: 2", "interface A\n  x: 1", ["breaks p A.y: removed"]],
  ["a member added", "interface A\n  x: 1", "interface A\n  x: 1\n  y: 2", ["adds p A.y: added"]],
  ["a member made optional", "interface A\n  x: 1", "interface A\n  x?: 1", ["breaks p A.x: changed from `x` to `x?`"]],
  [
    "a part of a union removed",
    'type A = "a" | "b"',
    'type A = "a"',
    ['breaks p A: changed from `"a" | "b"` to `"a"`'],
  ],
  ["a part of a union added", "type A = B | C", "type A\n  | B\n  | C\n  | D", ["adds p A: may also be `D`"]],
  ["an enum value added", "enum A\n  B: 1", "enum A\n  B: 1\n  C: 2", ["adds p A.C: added"]],
  ["an enum value changed", "enum A\n  B: 1", "enum A\n  B: 2", ["breaks p A.B: changed from `1` to `2`"]],
  [
    "another base class",
    "class A extends B",
    "class A extends C",
    ["breaks p A: changed from `class A extends B` to `class A extends C`"],
  ],
  [
    "a method of a service added",
    "const S: GenService<{}>\n  a: {}\n    i: A",
    "const S: GenService<{}>\n  a: {}\n    i: A\n  b: {}\n    i: A",
    ["adds p S.b: added"],
  ],
  [
    "a method of a service changed",
    "const S: GenService<{}>\n  a: {}\n    i: A",
    "const S: GenService<{}>\n  a: {}\n    i: B",
    ["breaks p S.a.i: changed from `A` to `B`"],
  ],
  [
    "an optional parameter added",
    "function f(a: A): B",
    "function f(a: A, b?: B): B",
    ["adds p f: changed from `function f(a: A)` to `function f(a: A, b?: B)`"],
  ],
  [
    "a required parameter added",
    "function f(a: A): B",
    "function f(a: A, b: B): B",
    ["breaks p f: changed from `function f(a: A)` to `function f(a: A, b: B)`"],
  ],
  ["more names taken out of the options", "function f({ a }: A, b?: B): B", "function f({ a, b, }: A, b?: B): B", []],
  [
    "names taken out of an argument instead of the argument",
    "function f(options: A): B",
    "function f({ a }: A): B",
    [],
  ],
  [
    "another type of the options",
    "function f({ a }: A): B",
    "function f({ a }: C): B",
    ["breaks p f: changed from `function f({ a }: A)` to `function f({ a }: C)`"],
  ],
  [
    "another member of an inline type",
    "function f(a: { b: A; }): B",
    "function f(a: { c: A; }): B",
    ["breaks p f: changed from `function f(a: { b: A; })` to `function f(a: { c: A; })`"],
  ],
  ["an overload removed", "function f(a: A): B\nfunction f(b: B): B", "function f(a: A): B", ["breaks p f: removed"]],
  ["another return type", "function f(a: A): B", "function f(a: A): C", ["breaks p f: changed from `B` to `C`"]],
  ["an option added", options, `${options}\n  a?: A`, ["adds p Options.a: added"]],
  [
    "a required option added",
    options,
    `${options}\n  a: A`,
    ["breaks p Options.a: added as required, in a type whose values callers create"],
  ],
])("compares: %s", (_, before, after, expected) => {
  expect(compare(before, after)).toEqual(expected);
});

it("compares a symbol that moved to another specifier, and one described elsewhere only there", () => {
  const section = (specifier: string, lines: string) => `## ${specifier}\n\n\`\`\`\n${lines}\n\`\`\`\n`;
  const before = parseReport(
    `# API of p\n\n${section("p", "const a: A\nb from ./x")}\n${section("p/x", "const b: B")}`,
  );
  const after = parseReport(
    `# API of p\n\n${section("p", "a from ./x\nb from ./x")}\n${section("p/x", "const a: C\nconst b: D")}`,
  );
  expect(describe(before, after)).toEqual([
    "breaks p a: changed from `A` to `C`",
    "breaks p/x b: changed from `B` to `D`",
    "adds p/x a: added",
  ]);
});
