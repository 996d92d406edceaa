// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRequire } from "node:module";
import { _, type Ajv, type CodeKeywordDefinition, type KeywordCxt } from "ajv";
import { useFunc } from "ajv/dist/compile/util.js";

// Loaders differ in what the default import of this module is, so it is required as Ajv's own code does.
const ucs2length = createRequire(import.meta.url)("ajv/dist/runtime/ucs2length.js").default as { code: string };

/**
 * Replaces `minLength` and `maxLength` by checks that count characters only where the number of UTF-16 units,
 * which a string knows of itself, leaves a doubt: a string never has more characters than units.
 */
export function addLengthKeywords(ajv: Ajv): void {
  for (const definition of [minLength, maxLength]) {
    ajv.removeKeyword(definition.keyword as string);
    ajv.addKeyword(definition);
  }
}

const shared = {
  type: "string",
  schemaType: "number",
  error: { message: "", params: ({ schemaCode }) => _`{limit: ${schemaCode}}` },
} satisfies Partial<CodeKeywordDefinition>;

const maxLength: CodeKeywordDefinition = {
  ...shared,
  keyword: "maxLength",
  code(cxt: KeywordCxt) {
    const { data, schemaCode } = cxt;
    cxt.fail(_`${data}.length > ${schemaCode} && ${count(cxt)}(${data}) > ${schemaCode}`);
  },
};

const minLength: CodeKeywordDefinition = {
  ...shared,
  keyword: "minLength",
  code(cxt: KeywordCxt) {
    const { data, schemaCode } = cxt;
    const tooFewUnits = _`${data}.length < ${schemaCode}`;
    // One unit is one character or half of one, so it decides about a limit of 1.
    cxt.fail(cxt.schema === 1 ? tooFewUnits : _`${tooFewUnits} || ${count(cxt)}(${data}) < ${schemaCode}`);
  },
};

function count({ gen }: KeywordCxt) {
  return useFunc(gen, ucs2length);
}
