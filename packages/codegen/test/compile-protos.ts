// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileRegistry, type DescFile, fromBinary } from "@bufbuild/protobuf";
import { type FileDescriptorSet, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const root = join(import.meta.dirname, "../../..");

/** Compiles the protos of the repository. */
export function compileRepository(): FileDescriptorSet {
  return build(root);
}

/**
 * Compiles bodies of proto files. Each becomes `<name>.proto` of the package `test.<name>`, and can use the rule
 * definitions and well-known types. Returns the files by name.
 */
export function compileProtos<Name extends string>(bodies: Readonly<Record<Name, string>>): Record<Name, DescFile> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-protos-"));
  try {
    mkdirSync(join(folder, "buf"));
    cpSync(join(root, "proto/buf"), join(folder, "buf"), { recursive: true });
    for (const [name, body] of Object.entries<string>(bodies)) {
      writeFileSync(join(folder, `${name}.proto`), protoSource(name, body));
    }
    const registry = createFileRegistry(build(folder));
    return Object.fromEntries(Object.keys(bodies).map((name) => [name, registry.getFile(`${name}.proto`)])) as Record<
      Name,
      DescFile
    >;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function protoSource(name: string, body: string): string {
  const imports = [
    "buf/validate/validate",
    ...["any", "duration", "struct", "timestamp"].map((n) => `google/protobuf/${n}`),
  ];
  return `syntax = "proto3";
package test.${name};
${imports.map((path) => `import "${path}.proto";`).join("\n")}
${body}`;
}

function build(folder: string): FileDescriptorSet {
  const args = ["build", "--as-file-descriptor-set", "--output", "-"];
  // Standard error would contain a warning for every import that a body does not use.
  const image = execFileSync("buf", args, { cwd: folder, maxBuffer: 2 ** 24, stdio: ["ignore", "pipe", "pipe"] });
  return fromBinary(FileDescriptorSetSchema, image);
}
