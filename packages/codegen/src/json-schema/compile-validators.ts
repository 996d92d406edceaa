// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { dateTimePattern } from "./date-time-pattern.ts";
import type { SchemaSet } from "./derive-schema-set.ts";
import { addLengthKeywords } from "./length-keywords.ts";
import { mapSchema } from "./map-schema.ts";

/**
 * Compiles a set of schemas to one ECMAScript module without dependencies, which exports a function for each
 * schema: `Event(value)` returns a boolean and leaves the errors, in Ajv's form, in `Event.errors`.
 */
export async function compileValidators(set: SchemaSet): Promise<string> {
  const ajv = new Ajv({
    allErrors: true,
    code: { source: true, esm: true, optimize: 2 },
    messages: false,
    inlineRefs: false,
    // The keywords are those of draft 2020-12 that mean the same in every draft since 07.
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
  // Ajv's code requires a helper of Ajv's, which is put in here, so that the package needs no dependency.
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
