// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescMessage, isFieldSet, type MessageShape } from "@bufbuild/protobuf";
import {
  type DoubleRules,
  DoubleRulesSchema,
  type FieldRules,
  FieldRulesSchema,
  Ignore,
  type Int32Rules,
  Int32RulesSchema,
  type Int64Rules,
  Int64RulesSchema,
  type RepeatedRules,
  RepeatedRulesSchema,
  type StringRules,
  StringRulesSchema,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";

/** Returns true only if a value certainly satisfies all rules. May return false for a value that satisfies them. */
export type Acceptance = (value: unknown) => boolean;

/** Maximum number of UTF-8 bytes for one UTF-16 code unit. An upper bound, which saves counting the bytes. */
const maxBytesPerUnit = 3;

const refuse: Acceptance = () => false;
const acceptAll: Acceptance = () => true;

/** Compiles the rules of one field. Ignores the rules inside messages. */
export function acceptRules(rules: FieldRules): Acceptance {
  const { ignore } = rules;
  if (
    !hasOnly(FieldRulesSchema, rules, "required ignore string int32 int64 double repeated") ||
    (ignore !== Ignore.UNSPECIFIED && ignore !== Ignore.IF_ZERO_VALUE)
  ) {
    return refuse;
  }
  const accept = acceptType(rules.type);
  const acceptIgnored = ignore === Ignore.IF_ZERO_VALUE ? acceptAll : accept;
  const acceptZero = rules.required ? refuse : acceptIgnored;
  return (value) => (isZero(value) ? acceptZero(value) : accept(value));
}

function isZero(value: unknown): boolean {
  return value === undefined || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}

function acceptType(type: FieldRules["type"]): Acceptance {
  switch (type.case) {
    case undefined:
      return (value) => value !== undefined;
    case "string":
      return acceptString(type.value);
    case "int32":
      return hasOnly(Int32RulesSchema, type.value, "gte lte") ? acceptRange(type.value, Number.isInteger) : refuse;
    case "int64":
      return hasOnly(Int64RulesSchema, type.value, "gte lte") ? acceptRange(type.value, isBigInt) : refuse;
    case "double":
      return hasOnly(DoubleRulesSchema, type.value, "gte lte finite")
        ? acceptRange(type.value, Number.isFinite)
        : refuse;
    case "repeated":
      return acceptList(type.value);
    default:
      return refuse;
  }
}

function acceptString(rules: StringRules): Acceptance {
  if (!hasOnly(StringRulesSchema, rules, "min_bytes max_bytes")) {
    return refuse;
  }
  const max = isFieldSet(rules, StringRulesSchema.field.maxBytes) ? Number(rules.maxBytes) / maxBytesPerUnit : Infinity;
  const min = Number(rules.minBytes);
  return (value) => typeof value === "string" && value.length >= min && value.length <= max;
}

function isBigInt(value: unknown): boolean {
  return typeof value === "bigint";
}

function acceptRange(
  { greaterThan, lessThan }: DoubleRules | Int32Rules | Int64Rules,
  isUsual: Acceptance,
): Acceptance {
  const min = greaterThan.value ?? -Infinity;
  const max = lessThan.value ?? Infinity;
  return (value) => isUsual(value) && (value as number) >= min && (value as number) <= max;
}

function acceptList(rules: RepeatedRules): Acceptance {
  if (!hasOnly(RepeatedRulesSchema, rules, "min_items max_items items")) {
    return refuse;
  }
  const max = isFieldSet(rules, RepeatedRulesSchema.field.maxItems) ? Number(rules.maxItems) : Infinity;
  const min = Number(rules.minItems);
  const acceptItem = rules.items === undefined ? acceptAll : acceptRules(rules.items);
  return (value) => Array.isArray(value) && value.length >= min && value.length <= max && value.every(acceptItem);
}

/** Returns whether no rules other than those listed are set, including unknown ones. */
function hasOnly<Desc extends DescMessage>(schema: Desc, rules: MessageShape<Desc>, names: string): boolean {
  const understood = names.split(" ");
  const isOther = schema.fields.some((field) => isFieldSet(rules, field) && !understood.includes(field.name));
  return !isOther && (rules.$unknown ?? []).length === 0;
}
