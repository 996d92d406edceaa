// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Base } from "@chaukas/tooling/find-base";
import { git } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";
import { type Captured, capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";

/** Exit code of buf if it reports findings about the protos. */
const findingsExitCode = 100;

/** Throws {@link ScriptError} with the location if the protos of the working tree do not compile. */
export async function requireProtosCompile(): Promise<void> {
  const { code, output } = await buf("build");
  if (code !== 0) {
    throw new ScriptError(
      `the protos of the working tree do not compile:\n${output.trim()}`,
      "fix the file named above",
    );
  }
}

/**
 * Finds the breaking changes from the protos of another commit to those of the working tree, by the rules of buf's
 * category FILE.
 *
 * Returns a line for each finding, in the given error format of buf, or undefined if that commit has no protos.
 */
export async function compareProtos(base: Base, errorFormat: string): Promise<string[] | undefined> {
  return await withImage(base, async (image) => {
    const { code, stdout, output } = await buf("breaking", ".", "--against", image, "--error-format", errorFormat);
    if (code !== 0 && code !== findingsExitCode) {
      throw new ScriptError(`buf breaking failed:\n${output.trim()}`, "fix the problems listed above");
    }
    return stdout.split("\n").filter((line) => line !== "");
  });
}

/**
 * Builds an image of the protos of a commit, runs `work` with the path of its file, and removes the file afterwards.
 * Returns undefined if that commit has no protos.
 */
export async function withImage<T>(base: Base, work: (image: string) => Promise<T>): Promise<T | undefined> {
  const paths = (await git("ls-tree", "--name-only", base.commit, "proto", "buf.yaml")).stdout.split("\n");
  if (!paths.includes("proto")) {
    return undefined;
  }
  return await withTemporaryFolder(join(tmpdir(), "chaukas-image-"), async (folder) =>
    work(await buildImage(base, paths.filter(Boolean), folder)),
  );
}

/** Every commit contains all its imports, including the rule definitions, so no registry is needed. */
async function buildImage(base: Base, paths: readonly string[], folder: string): Promise<string> {
  const [archive, image] = [join(folder, "base.tar"), join(folder, "base.binpb")];
  const archived = await git("archive", "--output", archive, base.commit, "--", ...paths);
  const built = archived.code === 0 ? await buf("build", archive, "--output", image) : archived;
  if (built.code !== 0) {
    throw new ScriptError(
      `the protos of ${base.name} (${base.commit.slice(0, 7)}) do not compile:\n${built.output.trim()}`,
      "name a commit whose protos compile: `npm run breaking -- --against <branch, tag or commit>`",
    );
  }
  return image;
}

async function buf(...args: string[]): Promise<Captured> {
  return await capture("buf", args, { cwd: root });
}
