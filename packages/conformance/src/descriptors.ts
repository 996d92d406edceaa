// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createFileRegistry, type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const file = fileURLToPath(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb"));

/** The messages of all protos with their rules, and the well-known types. */
export const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));

/** Finds a message by its full name. */
export function getSchema(typeName: string): DescMessage {
  const schema = registry.getMessage(typeName);
  if (schema === undefined) {
    throw new Error(`${typeName}: expected a message of the shipped descriptors`);
  }
  return schema;
}
