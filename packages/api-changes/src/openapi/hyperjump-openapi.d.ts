// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Replaces the declarations of @hyperjump/json-schema/openapi-3-1, which do not type-check.

/** One keyword that an instance does not satisfy. */
export interface OutputUnit {
  readonly absoluteKeywordLocation: string;
  readonly instanceLocation: string;
}

/** Validates a JSON value against a schema that the library contains, given by its URI. */
export function validate(
  schemaUri: string,
  instance: unknown,
  outputFormat: "BASIC",
): Promise<{ readonly valid: boolean; readonly errors?: readonly OutputUnit[] }>;
