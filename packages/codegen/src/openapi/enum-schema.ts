// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescEnumValue } from "@bufbuild/protobuf";
import { CodegenError } from "../codegen-error.ts";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { describe, describeList, joinParagraphs } from "./describe.ts";
import { lifecycleKeywords } from "./lifecycle-keywords.ts";

/**
 * Schema of an enum in the public JSON form: a closed list of names without the enum's prefix. The value 0 is
 * not in it, since it is expressed by leaving the member out.
 */
export function enumSchema(desc: DescEnum): JsonSchema {
  const named = desc.values.filter((value) => value.number !== 0);
  const items = desc.values.map((value) => [value.number === 0 ? "absent" : `\`${shortName(value)}\``, value] as const);
  return {
    ...joinParagraphs(describe(desc), describeList(items)),
    ...lifecycleKeywords(desc),
    type: "string",
    enum: named.map(shortName),
  };
}

function shortName(value: DescEnumValue): string {
  const prefix = value.parent.sharedPrefix?.toUpperCase();
  if (prefix === undefined) {
    throw new CodegenError("unsupported", `${value.parent.typeName}: expected values that share the enum's prefix`);
  }
  return value.name.slice(prefix.length);
}
