// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { createFileRegistry, type DescFile, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Reads the protos of the specification, with their comments, in the order of their paths. */
export function readProtos(): DescFile[] {
  const args = ["build", "--as-file-descriptor-set", "--output", "-#format=binpb"];
  const { status, stdout, stderr } = spawnSync("buf", args, { cwd: root, maxBuffer: 2 ** 28 });
  if (status !== 0) {
    throw new ScriptError(`buf ${args.join(" ")} failed:\n${stderr}`, "fix the proto named above");
  }
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, stdout));
  return [...registry.files]
    .filter(({ name }) => name.startsWith("chaukas/spec/"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
