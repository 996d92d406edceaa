// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type OutputUnit, validate } from "@hyperjump/json-schema/openapi-3-1";

/** The schema of OpenAPI 3.1 that also looks into each Schema Object, by the dialect's own meta-schema. */
const schemaUri = "https://spec.openapis.org/oas/3.1/schema-base";

/**
 * Validates a document against the schema of OpenAPI 3.1. Returns a line for each place that does not match,
 * with its JSON pointer and the keyword that refuses it.
 */
export async function validateOpenApi(document: unknown): Promise<string[]> {
  const { valid, errors = [] } = await validate(schemaUri, document, "BASIC");
  if (valid) {
    return [];
  }
  // An error is reported again for each schema around it, so only the innermost say where it is.
  const places = errors.map(({ instanceLocation }) => instanceLocation);
  const innermost = errors.filter(
    ({ instanceLocation }) => !places.some((other) => other.startsWith(`${instanceLocation}/`)),
  );
  return [...new Set(innermost.map(describeError))];
}

function describeError({ instanceLocation, absoluteKeywordLocation }: OutputUnit): string {
  return `${decodeURI(instanceLocation)}: expected what ${absoluteKeywordLocation} says`;
}
