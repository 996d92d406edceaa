// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromJson, type JsonObject, type Registry } from "@bufbuild/protobuf";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";
import type { CodecState } from "./codec-state.js";
import { describeValue, shorten } from "./describe-value.js";
import { Fault, withKey } from "./fault.js";
import { isPlainObject } from "./plain-object.js";

/** Reads an Any in ProtoJSON, where the message stands in its own JSON form, which takes a registry to understand. */
export function readProtoJsonAny(json: unknown, state: CodecState): unknown {
  if (!isPlainObject(json)) {
    throw new Fault("wrong_type", "an object", describeValue(json));
  }
  const { "@type": type } = json;
  if (typeof type === "string" && state.registry?.getMessage(type.slice(type.lastIndexOf("/") + 1)) === undefined) {
    throw withKey(new Fault("bad_value", "a type in the registry", describeValue(type)), "@type");
  }
  const any = parseAny(json as JsonObject, state.registry);
  state.members += countMembers(json);
  return any;
}

function parseAny(json: JsonObject, registry: Registry | undefined): Any {
  try {
    return fromJson(AnySchema, json, registry === undefined ? {} : { registry });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault("bad_value", "a message in ProtoJSON", shorten(reason));
  }
}

function countMembers(json: unknown): number {
  if (typeof json !== "object" || json === null) {
    return 0;
  }
  const own = Array.isArray(json) ? 0 : Object.keys(json).length;
  return Object.values(json).reduce<number>((sum, value) => sum + countMembers(value), own);
}
