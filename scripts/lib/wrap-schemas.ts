// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

interface Bundle {
  readonly $defs: Readonly<Record<string, unknown>>;
}

/**
 * Puts a bundle of JSON Schemas into an OpenAPI document with an operation that takes each of them, so that
 * two bundles can be compared: a bundle may only become freer, since it stands between a program and its data.
 */
export function wrapSchemas(bundle: string): string {
  const { $defs } = JSON.parse(bundle.replaceAll('"#/$defs/', '"#/components/schemas/')) as Bundle;
  const paths = Object.keys($defs).map((name) => {
    const schema = { $ref: `#/components/schemas/${name}` };
    return [`/${name}`, { post: { requestBody: { content: { "application/json": { schema } } }, responses: {} } }];
  });
  const info = { title: "JSON Schemas", version: "0" };
  const document = { openapi: "3.1.1", info, paths: Object.fromEntries(paths), components: { schemas: $defs } };
  return JSON.stringify(document, undefined, 2);
}
