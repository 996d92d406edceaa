// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const root = join(import.meta.dirname, "../../../..");

/** Compiles the protos to a FileDescriptorSet. Requires no generated code, so nothing has to be built before. */
export function compileDescriptorSet(): Uint8Array {
  const args = ["build", "proto", "--as-file-descriptor-set", "--exclude-source-info", "--output", "-#format=binpb"];
  return execFileSync("buf", args, { cwd: root, maxBuffer: 2 ** 26 });
}

/** Compiles the protos to descriptors. */
export function readDescriptors(): FileRegistry {
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, compileDescriptorSet()));
}
