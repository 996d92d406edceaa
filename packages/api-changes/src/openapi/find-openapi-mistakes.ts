// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type OutputUnit, validate } from "@hyperjump/json-schema/openapi-3-1";
import { parse, YAMLParseError } from "yaml";
import { redocly } from "./redocly.ts";

/** The schema of OpenAPI 3.1 that also validates each Schema Object, against the meta-schema of the dialect. */
const schemaUri = "https://spec.openapis.org/oas/3.1/schema-base";

/**
 * Validates an OpenAPI document against the schema of OpenAPI 3.1, and lints it by the rules of openapi/redocly.yaml.
 * Returns a line for each mistake, starting with its JSON pointer. Throws {@link ScriptError} if the file cannot be
 * read or is not YAML.
 */
export async function findOpenApiMistakes(file: string): Promise<string[]> {
  const invalid = await validateOpenApi(readDocument(file));
  // The linter takes an invalid document for something other than OpenAPI, so it runs second.
  return invalid.length > 0 ? invalid : await lint(file);
}

function readDocument(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new ScriptError(`${file}: cannot be read`, "name a file, or run `npm run generate`", { cause });
  }
  try {
    return parse(text);
  } catch (cause) {
    if (cause instanceof YAMLParseError) {
      throw new ScriptError(`${file}: ${cause.message}`, "fix the line named above", { cause });
    }
    throw cause;
  }
}

/** The parts of the report of `redocly lint` that are used here. */
interface LintReport {
  readonly problems: readonly {
    readonly ruleId: string;
    readonly message: string;
    readonly location: readonly { readonly pointer?: string }[];
  }[];
}

async function lint(file: string): Promise<string[]> {
  const { problems } = (await redocly("lint", file, "--max-problems=1000")) as LintReport;
  return problems.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? "#"}: ${message.replaceAll("\n", " ")} (${ruleId})`,
  );
}

/**
 * Validates a document against the schema of OpenAPI 3.1. Returns a line for each place that does not match, with its
 * JSON pointer and the keyword that rejects it.
 */
async function validateOpenApi(document: unknown): Promise<string[]> {
  const { valid, errors = [] } = await validate(schemaUri, document, "BASIC");
  if (valid) {
    return [];
  }
  // Each enclosing schema reports an error again, so only the innermost one has the actual location.
  const places = errors.map(({ instanceLocation }) => instanceLocation);
  const innermost = errors.filter(
    ({ instanceLocation }) => !places.some((other) => other.startsWith(`${instanceLocation}/`)),
  );
  return [...new Set(innermost.map(describeError))];
}

function describeError({ instanceLocation, absoluteKeywordLocation }: OutputUnit): string {
  return `${decodeURI(instanceLocation)}: expected a value that satisfies ${absoluteKeywordLocation}`;
}
