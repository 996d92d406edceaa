// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { referredName, type SchemaSet, type Strictness } from "./derive-schema-set.ts";
import { mapSchema } from "./map-schema.ts";

const dialect = "https://json-schema.org/draft/2020-12/schema";

/**
 * Prints a set of schemas as files: one for each schema, which refers to the others by file name, and
 * `bundle.schema.json` with all of them under `$defs`. The `$id` contains the version and the strictness.
 */
export function printSchemaFiles(set: SchemaSet, strictness: Strictness, version: string): Map<string, string> {
  const base = `https://chaukasai.github.io/chaukas-spec/schemas/${version}/${strictness}`;
  const files = new Map<string, string>();
  for (const [name, schema] of Object.entries(set)) {
    const linked = mapSchema(schema, ({ $ref, ...rest }) =>
      $ref === undefined ? rest : { $ref: schemaFileName(referredName($ref)), ...rest },
    );
    const file = schemaFileName(name);
    files.set(file, print({ $schema: dialect, $id: `${base}/${file}`, title: name, ...linked }));
  }
  const bundle = { $schema: dialect, $id: `${base}/bundle.schema.json`, $defs: set };
  return files.set("bundle.schema.json", print(bundle));
}

/** Prints the module that exports a validator for each schema of a set, such as `eventValidator`. */
export function printValidatorModule(set: SchemaSet): string {
  const names = Object.keys(set);
  const validators = names.map(
    (name) => `/** Validates a value as ${name}. */
export const ${validatorName(name)}: Validator<types.${name}> = /*@__PURE__*/ createValidator(checks.${name});
`,
  );
  return `import { createValidator } from "../../create-validator.js";
import type { Validator } from "../../validator.js";
import * as checks from "./checks.js";
import type * as types from "./types.js";

${validators.join("\n")}`;
}

function schemaFileName(name: string): string {
  return `${name}.schema.json`;
}

function print(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Returns `eventValidator` for `Event`, `llmInvocationValidator` for `LLMInvocation`. */
function validatorName(name: string): string {
  const lower = name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (prefix) => prefix.toLowerCase());
  return `${lower}Validator`;
}
