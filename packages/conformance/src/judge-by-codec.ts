// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createFileRegistry, type DescMessage, fromBinary, type Message } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { createJsonCodec, eventFromProtoJsonString, isJsonCodecError, type JsonCodec } from "@chaukas/spec-common/json";
import type { Vector } from "@chaukas/spec-vectors";
import { plainVerdict, type Verdict } from "./verdict.ts";

const eventType = "chaukas.spec.common.v1.Event";

/** The codec for a message of the shipped descriptors. */
export function codecOf({ message }: Vector): JsonCodec<Message, object> {
  return createJsonCodec<DescMessage, object>(getSchema(message));
}

/**
 * Has the codec read the public JSON of a vector, or where there is none its ProtoJSON, or where there is none write
 * what is in its binary. Undefined where the codec has no part in it.
 */
export function judgeByCodec(vector: Vector): Verdict | undefined {
  const { message, json, protojson, binary, rule } = vector;
  if (json !== undefined) {
    return tryCodec(() => codecOf(vector).fromJsonString(json));
  }
  if (protojson !== undefined) {
    return message === eventType ? tryCodec(() => eventFromProtoJsonString(protojson, { registry })) : undefined;
  }
  if (binary === undefined || rule === "malformed_binary") {
    return undefined;
  }
  return tryCodec(() => codecOf(vector).toJsonString(fromBinary(getSchema(message), binary)));
}

/** The verdict that follows from what a function of the codec throws. */
export function tryCodec(work: () => unknown): Verdict {
  try {
    work();
    return plainVerdict(true);
  } catch (error) {
    if (isJsonCodecError(error)) {
      return { isValid: false, breaches: [{ rule: error.code, path: error.path }] };
    }
    throw error;
  }
}

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
