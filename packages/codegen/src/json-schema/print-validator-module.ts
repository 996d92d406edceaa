// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SchemaSet } from "./derive-schema-set.ts";

/** Prints the module that offers a validator for each schema of a set, such as `eventValidator`. */
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

/** `eventValidator` for `Event`, `llmInvocationValidator` for `LLMInvocation`. */
function validatorName(name: string): string {
  const lower = name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (prefix) => prefix.toLowerCase());
  return `${lower}Validator`;
}
