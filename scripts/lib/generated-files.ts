// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "@chaukas/tooling/describe-differences";
import { git } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";
import { generatedFolders } from "./generated-folders.mjs";

/** Reads the generated files of the working tree. */
export function readGeneratedFiles(): Files {
  const patterns = generatedFolders(root).map((folder) => `${folder}/**`);
  const paths = globSync(patterns, { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "latin1")]));
}

/** Reads the generated files of the commit HEAD. */
export async function readCommittedFiles(): Promise<Files> {
  const format = "--format=%(objectname) %(path)";
  const { stdout } = await git("ls-tree", "-r", "-z", format, "HEAD", "--", ...generatedFolders(root));
  const blobs = stdout.split("\0").filter((line) => line !== "");
  return new Map(
    await Promise.all(
      blobs.map(async (line): Promise<[string, string]> => {
        const [, id = "", path = ""] = /^(\w+) (.*)$/s.exec(line) ?? [];
        return [path, readUnchanged(path, id) ?? (await readBlob(id))];
      }),
    ),
  );
}

/** Reads a file if its content is that of a blob. This leaves only the few changed files to git. */
function readUnchanged(path: string, id: string): string | undefined {
  const file = join(root, path);
  if (!existsSync(file)) {
    return undefined;
  }
  const content = readFileSync(file);
  const hash = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
  return hash === id ? content.toString("latin1") : undefined;
}

async function readBlob(id: string): Promise<string> {
  const { stdout } = await git("cat-file", "blob", id);
  return Buffer.from(stdout, "utf8").toString("latin1");
}
