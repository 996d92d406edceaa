// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { compileValidators } from "./json-schema/compile-validators.ts";
import { deriveSchemaSet, type SchemaSet, type Strictness } from "./json-schema/derive-schema-set.ts";
import { printSchemaFiles, printValidatorModule } from "./json-schema/print-schema-set.ts";
import { printSchemaTypes } from "./json-schema/print-schema-types.ts";
import { writeFolder } from "./output/replace-folder.ts";

const notice =
  "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\n// Generated from openapi/chaukas/spec/v1/public.yaml. Do not edit.\n\n";

// Derives the generated files of @chaukas/spec-json-schema from the OpenAPI document.
const root = join(import.meta.dirname, "../../..");
const document = parse(readFileSync(join(root, "openapi/chaukas/spec/v1/public.yaml"), "utf8")) as {
  info: { version: string };
  components: { schemas: SchemaSet };
};

const schemas = new Map<string, string>();
const code = new Map<string, string>();
for (const strictness of ["strict", "lenient"] satisfies Strictness[]) {
  const set = deriveSchemaSet(document.components.schemas, strictness);
  for (const [file, content] of printSchemaFiles(set, strictness, document.info.version)) {
    schemas.set(`${strictness}/${file}`, content);
  }
  code.set(`${strictness}/checks.ts`, `// @ts-nocheck\n${notice}${await compileValidators(set)}`);
  code.set(`${strictness}/types.ts`, notice + printSchemaTypes(set));
  code.set(`${strictness}/validators.ts`, notice + printValidatorModule(set));
}
const target = join(root, "packages/spec-json-schema");
writeFolder(join(target, "schemas"), schemas);
writeFolder(join(target, "src/gen"), code);
