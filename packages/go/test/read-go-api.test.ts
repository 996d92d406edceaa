// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findGoProblem } from "@chaukas/testdata/toolchains";
import { afterAll, describe, expect, it } from "vitest";
import { readGoApi } from "../src/read-go-api.ts";

const problem = await findGoProblem(join(import.meta.dirname, "../tools"));
if (problem !== undefined && process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
  throw new Error(`the Go API ${problem}`);
}

const repository = mkdtempSync(join(tmpdir(), "chaukas-go-api-"));
mkdirSync(join(repository, "chaukas/integrity"), { recursive: true });
afterAll(() => rmSync(repository, { recursive: true }));

async function read(source: string): Promise<readonly string[]> {
  writeFileSync(join(repository, "chaukas/integrity/a.go"), `package integrity\n\n${source}\n`);
  const { sections = {} } = await readGoApi(repository);
  return Object.values(sections).flat();
}

describe.skipIf(problem !== undefined)(`the Go API${problem === undefined ? "" : ` (skipped: ${problem})`}`, () => {
  it("lists what a package exports, without comments and without what it keeps to itself", async () => {
    const source = `
// Max is a limit.
const Max, min = 3, 1

var Default *Reader

// Read reads.
func Read(in io.Reader, options ...Option) (n int, err error) { return hidden() }

func hidden() (int, error) { return 0, nil }

type Code string

const Bad Code = "bad"

type Reader struct {
	// Size is documented.
	Size, Count int64
	OnLine func(line string)
	Hash
	secret string
}

func New() *Reader { return nil }

func (r *Reader) Close() error { return nil }

func (r Reader) String() string { return "" }

type Sink interface {
	Push(line string) error
}

type Other = Reader`;
    expect(await read(source)).toEqual([
      'const Bad: Code = "bad"',
      "type Code = string",
      "const Default: *Reader",
      "const Max = 3",
      "function New() *Reader",
      "type Other = alias of Reader",
      "function Read(in io.Reader, options ...Option) (n int, err error)",
      "class Reader",
      "  Size: int64",
      "  Count: int64",
      "  OnLine(line string)",
      "  embedded: Hash",
      "  Close() error",
      "  String() string of a value",
      "interface Sink",
      "  made by callers",
      "  Push(line string) error",
    ]);
  });

  it("reports code that is not Go", async () => {
    await expect(read("func {")).rejects.toThrow(/^chaukas\/integrity: the exports cannot be read: [\s\S]*a\.go:3:6/);
  });
});
