// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRegistry, type DescField, getOption, type Message, ScalarType } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import {
  type FieldRules,
  field as fieldRules,
  file_buf_validate_validate,
  Ignore,
} from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { CodegenError } from "../errors/codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";

/** The rules for one value. */
export interface ValueRules {
  readonly keywords: JsonSchema;
  /** Whether a number must be finite, and therefore has no string form. */
  readonly mustBeFinite: boolean;
}

/** The protovalidate rules of a field as keywords of JSON Schema. */
export interface RuleKeywords {
  readonly value: ValueRules;
  /** The rules for each item of a list. */
  readonly items: ValueRules;
  /** Whether the property must be present. */
  readonly isRequired: boolean;
}

type Translate = (value: never, place: string) => JsonSchema;

const numberRules: Record<string, Translate> = {
  gte: (n: number | bigint) => ({ minimum: Number(n) }),
  lte: (n: number | bigint) => ({ maximum: Number(n) }),
  gt: (n: number | bigint) => ({ exclusiveMinimum: Number(n) }),
  lt: (n: number | bigint) => ({ exclusiveMaximum: Number(n) }),
};

/** Translations of rules, by message and field of the rule definitions. */
const translations: Record<string, Record<string, Translate>> = {
  FieldRules: { required: () => ({}), ignore: translateIgnore },
  // JSON Schema counts characters. A string of n bytes has at most n characters and at least n / 4.
  StringRules: {
    min_len: (n: bigint) => ({ minLength: Number(n) }),
    max_len: (n: bigint) => ({ maxLength: Number(n) }),
    min_bytes: (n: bigint) => ({ minLength: Math.ceil(Number(n) / 4) }),
    max_bytes: (n: bigint) => ({ maxLength: Number(n) }),
    pattern: translatePattern,
    in: (values: string[]) => ({ enum: values }),
  },
  Int32Rules: numberRules,
  Int64Rules: numberRules,
  DoubleRules: { ...numberRules, finite: () => ({}) },
  // The schema of an enum is always a closed list of names without the value 0.
  EnumRules: { defined_only: () => ({}), not_in: translateEnumNotIn },
  RepeatedRules: {
    min_items: (n: bigint) => ({ minItems: Number(n) }),
    max_items: (n: bigint) => ({ maxItems: Number(n) }),
    unique: (isUnique: boolean) => ({ uniqueItems: isUnique }),
    items: () => ({}),
  },
  MapRules: {
    min_pairs: (n: bigint) => ({ minProperties: Number(n) }),
    max_pairs: (n: bigint) => ({ maxProperties: Number(n) }),
  },
};

const definitions = createRegistry(file_buf_validate_validate);

/** Translates the rules of a field. Throws {@link CodegenError} for a rule without a corresponding keyword. */
export function ruleKeywords(field: DescField): RuleKeywords {
  const place = `${field.parent.typeName}.${field.name}`;
  const rules = getOption(field, fieldRules);
  const { keywords, mustBeFinite } = translateRules(rules, place);
  const hasZero = rules.ignore === Ignore.IF_ZERO_VALUE;
  return {
    value: { keywords: hasZero ? allowZero(keywords, field, place) : keywords, mustBeFinite },
    items: translateRules(rules.type.case === "repeated" ? rules.type.value.items : undefined, `${place}[]`),
    isRequired: rules.required,
  };
}

function translateRules(rules: FieldRules | undefined, place: string): ValueRules {
  if (rules === undefined) {
    return { keywords: {}, mustBeFinite: false };
  }
  const { type } = rules;
  const keywords = {
    ...translateMembers(rules, place),
    ...(type.value === undefined ? {} : translateMembers(type.value, place)),
  };
  const mustBeFinite = type.case === "double" && type.value.finite;
  if (type.case === "double" && !mustBeFinite) {
    throw new CodegenError("unsupported", `${place}: expected double.finite in addition to bounds, which reject NaN`);
  }
  return { keywords, mustBeFinite };
}

function translateMembers(rules: Message, place: string): JsonSchema {
  const desc = definitions.getMessage(rules.$typeName);
  if (desc === undefined || (rules.$unknown?.length ?? 0) > 0) {
    throw new CodegenError("unsupported", `${place}: expected only rules of buf/validate/validate.proto`);
  }
  const message = reflect(desc, rules);
  const members = desc.fields.filter((member) => member.oneof?.name !== "type" && message.isSet(member));
  const keywords = members.map((member) => {
    const translate = translations[desc.name]?.[member.name];
    if (translate === undefined) {
      throw new CodegenError(
        "unsupported",
        `${place}: expected a rule with a keyword in JSON Schema, got ${desc.name}.${member.name}`,
      );
    }
    const value = message.get(member);
    return translate((member.fieldKind === "list" ? [...(value as Iterable<unknown>)] : value) as never, place);
  });
  return Object.assign({}, ...keywords);
}

function translateIgnore(ignore: Ignore, place: string): JsonSchema {
  if (ignore === Ignore.ALWAYS) {
    throw new CodegenError("unsupported", `${place}: expected rules that apply, got IGNORE_ALWAYS`);
  }
  return {};
}

function translatePattern(pattern: string, place: string): JsonSchema {
  try {
    // JSON Schema uses regular expressions of ECMAScript, rules those of RE2. Syntax that ECMAScript lacks throws.
    new RegExp(pattern, "u");
  } catch (cause) {
    const message = `${place}: expected a pattern that is valid in ECMAScript, got ${JSON.stringify(pattern)}`;
    throw new CodegenError("unsupported", message, { cause });
  }
  return { pattern };
}

function translateEnumNotIn(numbers: readonly number[], place: string): JsonSchema {
  if (numbers.some((number) => number !== 0)) {
    throw new CodegenError("unsupported", `${place}: expected only 0 in enum.not_in, got ${numbers.join(", ")}`);
  }
  return {};
}

/** Allows the default value, to which the rules of the field do not apply. */
function allowZero(schema: JsonSchema, field: DescField, place: string): JsonSchema {
  const { pattern, maxLength: _, ...others } = schema;
  if (field.scalar !== ScalarType.STRING || field.fieldKind !== "scalar" || Object.keys(others).length > 0) {
    throw new CodegenError(
      "unsupported",
      `${place}: expected IGNORE_IF_ZERO_VALUE only with string.pattern and string.max_bytes`,
    );
  }
  return pattern === undefined ? schema : { ...schema, pattern: `^$|${pattern}` };
}
