// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as lenient from "@chaukas/spec-json-schema/lenient";
import * as strict from "@chaukas/spec-json-schema/strict";
import type { Vector } from "@chaukas/spec-vectors";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as formats from "ajv-formats";
import { parse } from "yaml";
import { plainVerdict, type Verdict } from "./verdict.ts";

type Check = (value: unknown) => boolean;

/** Judges a vector by the strict schema of its message, with the published validators. */
export function judgeByStrictSchema(vector: Vector): Verdict | undefined {
  return judge(vector, validatorOf(strict, vector));
}

/** Judges a vector by the lenient schema of its message, with the published validators. */
export function judgeByLenientSchema(vector: Vector): Verdict | undefined {
  return judge(vector, validatorOf(lenient, vector));
}

const document = readFileSync(join(import.meta.dirname, "../../../openapi/chaukas/spec/v1/public.yaml"), "utf8");
const { components } = parse(document) as { components: { schemas: Record<string, object> } };
// Keywords and formats of OpenAPI that are not part of JSON Schema do not affect validity.
const ajv = new Ajv2020({ strict: false, strictNumbers: true, validateFormats: true, discriminator: false });
formats.default.default(ajv, ["date-time", "uri-reference"]);
ajv.addFormat("int32", true).addFormat("int64", true).addFormat("double", true);
ajv.addSchema({ $id: "document", components });

/** Judges a vector by the schema of its message in the OpenAPI document, with Ajv in a usual configuration. */
export function judgeByOpenApi(vector: Vector): Verdict | undefined {
  const name = schemaName(vector);
  return components.schemas[name] === undefined
    ? undefined
    : judge(vector, ajv.compile({ $ref: `document#/components/schemas/${name}` }));
}

function judge({ json }: Vector, check: Check | undefined): Verdict | undefined {
  if (json === undefined || check === undefined) {
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return plainVerdict(false);
  }
  return plainVerdict(check(value));
}

function validatorOf(set: object, vector: Vector): Check | undefined {
  const name = schemaName(vector);
  const key = `${name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (prefix) => prefix.toLowerCase())}Validator`;
  const validator = (set as Record<string, { isValid: Check } | undefined>)[key];
  return validator && ((value) => validator.isValid(value));
}

/** Returns the name of the schema, which is that of the message without its package. */
function schemaName({ message }: Vector): string {
  return message.split(".").at(-1) ?? "";
}
