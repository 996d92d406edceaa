// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescMessage, fromBinary, type Message } from "@bufbuild/protobuf";
import { createJsonCodec, eventFromProtoJsonString, isJsonCodecError, type JsonCodec } from "@chaukas/spec-common/json";
import type { Vector } from "@chaukas/spec-vectors";
import { getSchema, registry } from "./descriptors.ts";
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
