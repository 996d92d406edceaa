// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readReport } from "./read-report.ts";
import { parseReport, printReport } from "./report-text.ts";

const exports = {
  ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
  "./gen/*.js": { types: "./dist/gen/*.d.ts", default: "./dist/gen/*.js" },
  "./schemas/*.json": "./schemas/*.json",
};

/** Reads the report of a package with these declarations, without its title and preamble. */
function report(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-report-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "dist", path)), { recursive: true });
    writeFileSync(join(folder, "dist", path), text);
  }
  const text = printReport(readReport(folder, { name: "@chaukas/spec-try", version: "1.0.0", exports }));
  expect(printReport(parseReport(text))).toBe(text);
  expect(text).toMatch(/^# API of @chaukas\/spec-try\n\n.*\n.*\n\n## /);
  return text.slice(text.indexOf("\n## ") + 1);
}

it("lists declarations by name without their comments, with a line for each member", () => {
  expect(
    report({
      "index.d.ts": `
        /** Sends. */
        export declare function send<T extends string = "a">(to: T, options?: { retry: boolean }): Promise<void>;
        export declare class TryError extends Error {
            #secret;
            private hidden;
            /** Code. */
            readonly code: "a" | "b";
            static from(value: unknown): TryError;
            constructor(code: string);
        }
        export declare enum Kind { A = 0, B = 1 }
        export declare const limits: { readonly size: number; };
        export interface Reader<T> extends Iterable<T> {
            readonly "~standard": { readonly version: 1; };
            next?(): T;
            [key: string]: unknown;
        }
        export type Long = { kind: "one"; value: string } | { kind: "two"; value: readonly number[] } | (() => void);`,
    }),
  ).toBe(`## @chaukas/spec-try

\`\`\`
enum Kind
  A: 0
  B: 1
type Long
  | { kind: "one"; value: string; }
  | { kind: "two"; value: readonly number[]; }
  | (() => void)
interface Reader<T> extends Iterable<T>
  readonly "~standard": {}
    readonly version: 1
  next?(): T
  [key: string]: unknown
class TryError extends Error
  readonly code: "a" | "b"
  static from(value: unknown): TryError
  new (code: string)
const limits: {}
  readonly size: number
function send<T extends string = "a">(to: T, options?: { retry: boolean; }): Promise<void>
\`\`\`

## files

\`\`\`
@chaukas/spec-try/schemas/*.json
\`\`\`
`);
});

it("describes generated messages, enums and services by their fields and methods, once", () => {
  expect(
    report({
      "index.d.ts": `export * from "./gen/a/v1/a_pb.js";\nexport { Code as ErrorCode } from "@connectrpc/connect";\n`,
      "gen/a/v1/a_pb.d.ts": `
        import type { GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
        export type Thing = Message<"a.v1.Thing"> & { id: string; other?: Thing | undefined };
        export declare const ThingSchema: GenMessage<Thing>;
        export declare const Things: GenService<{ get: { methodKind: "unary"; input: typeof ThingSchema; } }>;`,
    }),
  ).toBe(`## @chaukas/spec-try

\`\`\`
ErrorCode from @connectrpc/connect
Thing from ./gen/a/v1/a_pb.js
ThingSchema from ./gen/a/v1/a_pb.js
Things from ./gen/a/v1/a_pb.js
\`\`\`

## @chaukas/spec-try/gen/a/v1/a_pb.js

\`\`\`
type Thing = Message<"a.v1.Thing"> & {}
  id: string
  other?: Thing | undefined
const ThingSchema: GenMessage<Thing>
const Things: GenService<{}>
  get: {}
    methodKind: "unary"
    input: typeof ThingSchema
\`\`\`

## files

\`\`\`
@chaukas/spec-try/schemas/*.json
\`\`\`
`);
});

it("marks types whose values callers create, and lists types that are referred to but not exported", () => {
  const text = report({
    "index.d.ts": `
      import type { Hidden } from "./hidden.js";
      export interface Options { hidden?: Hidden; onDone?: (result: Result) => Answer; }
      export interface Result { done: boolean; }
      export interface Answer { again: boolean; }
      export type Thing = Message<"a.v1.Thing"> & { id: string };
      export declare function act(thing: Thing, options?: Options): Result;`,
    "hidden.d.ts": "export interface Hidden { depth: number; }\nexport interface Unused { x: 1; }",
  });
  const marked = [...text.matchAll(/^(.*)\n {2}made by callers$/gm)].map((match) => match[1]);
  expect(marked).toEqual(["interface Answer", "interface Options", "interface Hidden"]);
  expect(text).toContain("## not exported, but part of what is\n\n```\ninterface Hidden\n");
  expect(text).not.toContain("Unused");
});
