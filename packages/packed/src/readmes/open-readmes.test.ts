// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "@chaukas/tooling/root";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openReadmes, type ReadmesOptions } from "./open-readmes.ts";
import { ReadmeError } from "./readme-error.ts";

let folder: string;
beforeEach(() => {
  // Inside the package, since snippets are compiled with its dependencies.
  folder = mkdtempSync(join(import.meta.dirname, "../../.readme-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Opens the READMEs of packages from lines in which ''' is a fence. */
function open(packages: Record<string, readonly string[]>, options?: ReadmesOptions) {
  const homes = Object.entries(packages).map(([name, lines]): [string, string] => {
    const home = join(folder, name);
    mkdirSync(home);
    writeFileSync(join(home, "package.json"), JSON.stringify({ name, type: "module", exports: "./index.ts" }));
    writeFileSync(join(home, "index.ts"), "export function double(value: number): number { return 2 * value; }\n");
    writeFileSync(join(home, "README.md"), lines.join("\n").replaceAll("'''", "```"));
    return [join(home, "README.md"), home];
  });
  const readmes = openReadmes(Object.fromEntries(homes), options);
  return {
    checkTypes: () => readmes.checkTypes(),
    run: (name: string) => readmes.run(join(folder, name, "README.md"), folder),
    close() {
      readmes.close();
      expect(Object.keys(packages).flatMap((name) => readdirSync(join(folder, name)).sort())).toEqual(
        Object.keys(packages).flatMap(() => ["README.md", "index.ts", "package.json"]),
      );
    },
  };
}

function nameOf(name: string): string {
  return relative(root, join(folder, name, "README.md"));
}

describe("READMEs pass", () => {
  it("if their snippets compile and print the output below them", async () => {
    const readmes = open({
      one: [
        "# One",
        "'''sh",
        "exit 1",
        "'''",
        "'''ts",
        'import { double } from "one";',
        "",
        "console.log(double(21));",
        'console.log(await Promise.resolve("done"));',
        "'''",
        "",
        "'''text",
        "42",
        "done",
        "'''",
        "'''ts",
        'import { double } from "one";',
        "",
        "double(1);",
        "'''",
      ],
      two: [
        "'''ts",
        'import { double } from "two";',
        "double(1);",
        "'''",
        "'''sh run",
        "echo 2",
        "'''",
        "'''text",
        "2",
        "'''",
      ],
    });
    await readmes.checkTypes();
    expect(await readmes.run("one")).toBe(2);
    expect(await readmes.run("two")).toBe(2);
    readmes.close();
  });

  it("if text is replaced, both in snippets and in outputs", async () => {
    const url = "https://audit.example.com";
    const lines = ["'''ts", `console.log("${url}", "${url}".length);`, "'''", "'''text", `${url} 9`, "'''"];
    const readmes = open({ one: lines }, { replace: { [url]: "localhost" } });
    expect(await readmes.run("one")).toBe(1);
    readmes.close();
  });
});

describe("READMEs fail", () => {
  it("if one has no snippet", () => {
    expect(() => open({ one: ["# Example"] })).toThrow(
      expect.objectContaining({ code: "no_snippet", message: `${nameOf("one")}: expected a block of ts, got none` }),
    );
    expect(existsSync(join(folder, "one"))).toBe(true);
  });

  it("if snippets do not compile, and list all errors with their lines", async () => {
    const readmes = open({
      one: ["# Example", "'''ts", 'import { double } from "one";', "", 'double("1");', "'''"],
      two: ["'''ts", 'import { double } from "two";', "'''", "'''ts", 'import "two/internal";', "'''"],
    });
    const error = await readmes.checkTypes().catch((reason: unknown) => reason);
    readmes.close();
    expect(error).toBeInstanceOf(ReadmeError);
    expect(error).toMatchObject({ code: "type_error" });
    expect((error as ReadmeError).message.split("\n")).toEqual([
      `${nameOf("one")}:5:8: error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.`,
      `${nameOf("two")}:2:10: error TS6133: 'double' is declared but its value is never read.`,
      expect.stringMatching(/README\.md:5:8: error TS2882: Cannot find module .* 'two\/internal'\.$/),
    ]);
  });

  it("if a snippet throws", async () => {
    const readmes = open({ one: ["", "'''ts", 'throw new Error("broken");', "'''"] });
    await expect(readmes.run("one")).rejects.toMatchObject({
      code: "failed",
      message: expect.stringMatching(/README\.md:2: expected exit code 0, got 1\n/),
    });
    readmes.close();
  });
});
