// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "..");

/** Generates what the tests import, for as long as they run. Its name is one that git ignores. */
export default function setup(project: TestProject): () => void {
  const folder = join(root, `.generate-${process.pid}`);
  const PATH = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  execFileSync("buf", ["generate", "--output", folder], { cwd: root, env: { ...process.env, PATH }, stdio: "inherit" });
  project.provide("generated", folder);
  return () => rmSync(folder, { recursive: true });
}

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the messages and codecs of the test protos. */
    generated: string;
  }
}
