// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readPythonApi } from "../src/api/read-python-api.ts";

const repository = mkdtempSync(join(tmpdir(), "chaukas-python-api-"));
const integrity = join(repository, "packages/python/chaukas-integrity/src/chaukas/integrity");
const validation = join(repository, "packages/python/chaukas-spec-common/src/chaukas/spec/common");
for (const folder of [integrity, validation]) {
  mkdirSync(folder, { recursive: true });
}
writeFileSync(join(validation, "validation.py"), "def check(x): ...\n\ndef _hidden(): ...\n");
afterAll(() => rmSync(repository, { recursive: true }));

async function read(files: Readonly<Record<string, string>>, skip: (note: string) => void) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(integrity, name), text);
  }
  const { sections, problem } = await readPythonApi(repository);
  if (problem !== undefined) {
    expect(process.env["CHAUKAS_REQUIRE_TOOLCHAINS"], problem).not.toBe("1");
    skip(problem);
  }
  return sections;
}

it("lists what a module exports, from wherever it comes (skipped without python3 or PyPI)", async ({ skip }) => {
  const source = `
from dataclasses import dataclass
from typing import Optional

LIMIT = 3
Names = dict[str, int]

@dataclass(frozen=True)
class Shape:
    """Documented."""
    size: int
    name: Optional[str] = None

@dataclass
class Result:
    shape: Shape

class Reader(Base):
    count: int

    def __init__(self, shape: Shape, *rest: int, deep: bool = False, **others: str) -> None:
        self.total = 0
        self._secret = 1

    @classmethod
    def open(cls, path: "str") -> "Reader": ...

    def _hidden(self): ...

def read(a, /, b: int, *, c: str = "x") -> Result: ...

def unlisted(): ...
`;
  const index = `
from .source import LIMIT, Names, Reader, Result, Shape, read

__all__ = ["LIMIT", "Names", "Reader", "Result", "Shape", "read"]
`;
  expect(await read({ "source.py": source, "__init__.py": index }, skip)).toEqual({
    "chaukas.integrity": [
      "const LIMIT = 3",
      "const Names = dict[str, int]",
      "class Reader extends Base",
      "  __init__(shape: Shape, *rest: int, deep?: bool, **others: str): None",
      "  count: int",
      "  classmethod open(path: str): Reader",
      "  total",
      "class Result",
      "  shape: Shape",
      "class Shape",
      "  made by callers",
      "  name?: Optional[str]",
      "  size: int",
      "function read(a, b: int, *, c?: str): Result",
    ],
    "chaukas.spec.common.validation": ["function check(x)"],
  });
});
