// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRegistry, type DescField, getOption, type JsonValue, toJson } from "@bufbuild/protobuf";
import {
  FieldRulesSchema,
  field,
  file_buf_validate_validate,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

const registry = createRegistry(file_buf_validate_validate);

/** Returns the rules of validation of a field, each as its path and value: `string.max_bytes = 256`. */
export function describeRules(desc: DescField): string[] {
  const rules = toJson(FieldRulesSchema, getOption(desc, field), { registry, useProtoFieldName: true });
  return listLeaves(rules, []);
}

function listLeaves(value: JsonValue, path: readonly string[]): string[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) => listLeaves(inner, [...path, key]));
  }
  const name = path.join(".");
  // The name of a rule that is simply on says it all.
  return [value === true ? name : `${name} = ${printValue(name, value)}`];
}

/** Prints a value as a proto has it. In JSON, integers of 64 bits are strings. */
function printValue(rule: string, value: JsonValue): string {
  const isNumber = typeof value === "string" && /^-?\d+$/.test(value) && !/\.(?:const|in|not_in)$/.test(rule);
  return isNumber ? value : JSON.stringify(value);
}
