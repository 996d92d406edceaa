// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";

const root = join(import.meta.dirname, "..");
const target = join(root, "packages/spec-common");

command({
  usage: "node scripts/bundle-protos.ts",
  about: "Copies the protos and their FileDescriptorSet into packages/spec-common, for its tarball.",
  run() {
    rmSync(join(target, "proto"), { recursive: true, force: true });
    cpSync(join(root, "proto"), join(target, "proto"), { recursive: true });
    mkdirSync(join(target, "dist"), { recursive: true });
    const args = ["build", "--as-file-descriptor-set", "--exclude-source-info"];
    const result = spawnSync("buf", [...args, "--output", join(target, "dist/descriptor-set.binpb")], {
      cwd: root,
      stdio: "inherit",
    });
    if (result.status !== 0) {
      throw new ScriptError("buf build failed", "fix the proto named in the message above");
    }
  },
});
