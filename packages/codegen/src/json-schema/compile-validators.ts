// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRequire } from "node:module";
import { _, Ajv, type CodeKeywordDefinition, type KeywordCxt } from "ajv";
import { useFunc } from "ajv/dist/compile/util.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import type { SchemaSet } from "./derive-schema-set.ts";
import { mapSchema } from "./map-schema.ts";

const day31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])";
const day30 = "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)";
const day28 = "02-(?:0[1-9]|1\\d|2[0-8])";
const year = "(?!0000)\\d{4}";
const leapYear = "(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][48]|[13579][26]|[2468]0)00)";
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?";
const offset = "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";

/**
 * An RFC 3339 date-time in the years 0001 to 9999 with at most nine fraction digits, the range of a protobuf Timestamp.
 * Like a Timestamp, it has no leap seconds. The letters may be in either case.
 */
export const dateTimePattern = new RegExp(
  `^(?:${year}-(?:${day31}|${day30}|${day28})|${leapYear}-02-29)[Tt]${time}${offset}$`,
);

// Loaders differ in the default import of this module, so it is loaded with `require`, as in Ajv's own code.
const ucs2length = createRequire(import.meta.url)("ajv/dist/runtime/ucs2length.js").default as { code: string };

/**
 * Compiles a set of schemas to one ECMAScript module without dependencies. The module exports a function for each
 * schema: `Event(value)` returns a boolean, and stores the errors in Ajv's form in `Event.errors`.
 */
export async function compileValidators(set: SchemaSet): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    code: { source: true, esm: true, optimize: 2 },
    messages: false,
    inlineRefs: false,
    // The schemas only use keywords of draft 2020-12 with the same meaning in every draft since 07.
    strict: true,
    strictRequired: false,
    strictTypes: false,
    formats: {
      "date-time": dateTimePattern,
      int32: true,
      int64: true,
      double: true,
      byte: true,
      "uri-reference": true,
    },
  });
  addLengthKeywords(ajv);
  const $defs = Object.fromEntries(
    Object.entries(set).map(([name, schema]) => [
      name,
      mapSchema(schema, ({ description, examples, ...rest }) => rest),
    ]),
  );
  ajv.addSchema({ $id: "set", $defs });
  const names = Object.keys(set);
  const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [name, `set#/$defs/${name}`])));
  // Ajv's output requires a helper of Ajv, which is bundled so that the package has no dependencies.
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    write: false,
    logLevel: "silent",
    charset: "utf8",
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 120,
  });
  return outputFiles[0]?.text ?? "";
}

/**
 * Replaces `minLength` and `maxLength` with checks that count characters only if the number of UTF-16 code units, which
 * is known without counting, does not decide: a string never has more characters than code units.
 */
function addLengthKeywords(ajv: Ajv): void {
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
    // A code unit is one character or half of one, so the number of units decides for a limit of 1.
    cxt.fail(cxt.schema === 1 ? tooFewUnits : _`${tooFewUnits} || ${count(cxt)}(${data}) < ${schemaCode}`);
  },
};

function count({ gen }: KeywordCxt) {
  return useFunc(gen, ucs2length);
}
