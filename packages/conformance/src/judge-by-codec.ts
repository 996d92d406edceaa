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

/** Returns the codec for the message of a vector, by its shipped descriptor. */
export function codecOf({ message }: Vector): JsonCodec<Message, object> {
  return createJsonCodec<DescMessage, object>(getSchema(message));
}

/**
 * Judges a vector by the codec: by reading its public JSON, or else its ProtoJSON, or else by writing the message of its
 * binary. Returns undefined if none of them is applicable.
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

/** Runs a function of the codec. Returns the verdict that its success or its error implies. */
export function tryCodec(work: () => unknown): Verdict {
  try {
    work();
    return plainVerdict(true);
  } catch (error) {
    if (isJsonCodecError(error)) {
      return { isValid: false, violations: [{ rule: error.code, path: error.path }] };
    }
    throw error;
  }
}

const file = fileURLToPath(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb"));

/** All messages of the protos with their rules, and the well-known types. */
export const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));

/** Returns a message by its full name. Throws if there is none. */
export function getSchema(typeName: string): DescMessage {
  const schema = registry.getMessage(typeName);
  if (schema === undefined) {
    throw new Error(`${typeName}: expected a message in the shipped descriptors, got none`);
  }
  return schema;
}
