// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescField, type DescMessage, fromBinary, fromJsonString, type Message } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { createValidator } from "@bufbuild/protovalidate";
import type { Event, EventBatch, QueryRequest } from "@chaukas/spec-common";
import { isJsonCodecError } from "@chaukas/spec-common/json";
import {
  type ValidationResult,
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "@chaukas/spec-common/validate";
import type { Vector } from "@chaukas/spec-vectors";
import { codecOf, getSchema, registry } from "./judge-by-codec.ts";
import type { Verdict } from "./verdict.ts";

const validator = createValidator({ registry });

const functions: Record<string, (message: never) => ValidationResult> = {
  "chaukas.spec.common.v1.Event": (message: Event) => validateEvent(message),
  "chaukas.spec.common.v1.EventBatch": (message: EventBatch) => validateEventBatch(message),
  "chaukas.spec.common.v1.QueryRequest": (message: QueryRequest) => validateQueryRequest(message),
};

/** Judges a vector by the rules in the protos. Returns undefined if its message cannot be read in any form. */
export function judgeByRules(vector: Vector): Verdict | undefined {
  const message = readMessage(vector);
  if (message === undefined) {
    return undefined;
  }
  const schema = getSchema(vector.message);
  const result = functions[vector.message]?.(message as never) ?? validateByDescriptor(schema, message);
  if (result.kind === "error") {
    throw result.error;
  }
  const violations = result.kind === "valid" ? [] : result.violations;
  return {
    isValid: result.kind === "valid",
    violations: violations.map(({ ruleId, path }) => ({ rule: ruleId, path: toPointer(schema, path) })),
  };
}

function readMessage(vector: Vector): Message | undefined {
  const { json, binary, protojson, rule } = vector;
  const schema = getSchema(vector.message);
  if (binary !== undefined) {
    return rule === "malformed_binary" ? undefined : fromBinary(schema, binary);
  }
  try {
    return json === undefined
      ? fromJsonString(schema, protojson ?? "", { registry })
      : codecOf(vector).fromJsonString(json);
  } catch (error) {
    if (json === undefined || isJsonCodecError(error)) {
      return undefined;
    }
    throw error;
  }
}

function validateByDescriptor(schema: DescMessage, message: Message): ValidationResult {
  const result = validator.validate(schema, message);
  if (result.kind !== "invalid") {
    return result.kind === "valid" ? { kind: "valid" } : result;
  }
  const violations = result.violations.map(({ field, ruleId, message }) => ({
    path: pathToString(field),
    ruleId,
    message,
  }));
  return { kind: "invalid", violations };
}

/** Converts a path of proto fields, such as `events[3].policy.rule_ids[0]`, to a JSON Pointer into the public JSON. */
function toPointer(schema: DescMessage, path: string): string {
  let message: DescMessage | undefined = schema;
  const tokens = path.match(/[^.[\]]+/g) ?? [];
  return tokens
    .map((token) => {
      const field: DescField | undefined = message?.fields.find(({ name }) => name === token);
      message = field === undefined ? message : field.message;
      // A step has an object of its own beside the kind.
      return field?.oneof?.name === "content" ? (token === "step" ? "/content/step" : "/content") : `/${token}`;
    })
    .join("");
}
