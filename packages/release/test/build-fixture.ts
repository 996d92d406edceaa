// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "@chaukas/tooling/run";
import { createTarGzip } from "nanotar";
import type { PythonDistribution } from "../src/artifacts/read-python-dist.ts";

/** Builds a Python package with one module into a folder, as `npm run build:python` builds ours. */
export async function buildFixture(
  folder: string,
  { name, version, requires = [] }: Pick<PythonDistribution, "name" | "version"> & { readonly requires?: string[] },
  content = "",
): Promise<void> {
  const stem = `${name.replaceAll("-", "_")}-${version}`;
  const headers = [
    "Metadata-Version: 2.4",
    `Name: ${name}`,
    `Version: ${version}`,
    "License-Expression: Apache-2.0",
    ...requires.map((each) => `Requires-Dist: ${each}`),
  ];
  const metadata = `${headers.join("\n")}\n\nA package.\nName: not a header\n`;
  mkdirSync(folder, { recursive: true });
  const entries = [
    { name: `${stem}/PKG-INFO`, data: metadata },
    { name: `${stem}/module.py`, data: content },
  ];
  writeFileSync(join(folder, `${stem}.tar.gz`), await createTarGzip(entries, { attrs: { mtime: 0 } }));
  const files = {
    [`${name.replaceAll("-", "_")}.py`]: content,
    [`${stem}.dist-info/METADATA`]: metadata,
    [`${stem}.dist-info/WHEEL`]: "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const record = Object.entries(files).map(([path, data]) => {
    const digest = createHash("sha256").update(data).digest("base64url");
    return `${path},sha256=${digest},${Buffer.byteLength(data)}\n`;
  });
  const all = { ...files, [`${stem}.dist-info/RECORD`]: `${record.join("")}${stem}.dist-info/RECORD,,\n` };
  const script = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    for path, data in json.loads(sys.argv[2]).items():
        wheel.writestr(zipfile.ZipInfo(path), data)
`;
  await run("python3", ["-c", script, join(folder, `${stem}-py3-none-any.whl`), JSON.stringify(all)]);
}
