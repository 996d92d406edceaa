// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { relativeLink } from "../documents/create-links.ts";
import { type Html, html } from "../html/html.ts";
import type { Badge } from "../html/member-list.ts";
import type { Schema } from "./open-api.ts";

/** Path of the page with the schemas. */
export const schemasPath = "rest/schemas.html";

/** Keywords that stand as rules of a value. Others have a place of their own. */
const ruleKeywords = [
  "const",
  "default",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];

/** Returns the name that a reference ends with. */
export function nameOfReference(reference: string): string {
  return reference.split("/").at(-1) ?? reference;
}

/** Returns the type of a value, with links to schemas, for the page at `path`. */
export function describeType(schema: Schema, path: string): Html {
  if (schema.$ref !== undefined) {
    const name = nameOfReference(schema.$ref);
    return html`<a href="${relativeLink(path, `${schemasPath}#${name}`)}">${name}</a>`;
  }
  if (schema["type"] === "array" && schema.items !== undefined) {
    return html`array of ${describeType(schema.items, path)}`;
  }
  if (schema.oneOf !== undefined) {
    return html`${schema.oneOf.map((one, index) => html`${index > 0 && " or "}${describeType(one, path)}`)}`;
  }
  const { title, enum: values, format } = schema as Schema & { format?: string };
  const type = schema["type"] === undefined ? (title ?? "any value") : [schema["type"]].flat().join(" or ");
  const about = values === undefined ? format : values.map((value) => JSON.stringify(value)).join(", ");
  return html`${type}${about !== undefined && ` (${about})`}`;
}

/** Returns the rules for a value: `maxLength = 256`. Those of the items of an array start with `items`. */
export function describeKeywords(schema: Schema): string[] {
  const own = ruleKeywords
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => `${keyword} = ${JSON.stringify(schema[keyword])}`);
  const items = schema.items === undefined ? [] : describeKeywords(schema.items).map((rule) => `items.${rule}`);
  return [...own, ...items];
}

/** Returns what the keywords for the lifecycle say. */
export function describeLifecycle(schema: Schema): Badge[] {
  const { "x-chaukas-since": since, "x-chaukas-pii": pii, "x-chaukas-stability": stability } = schema;
  return [
    ...(typeof since === "string" ? [{ text: `since ${since}`, kind: "plain" } as const] : []),
    ...(stability === "experimental" ? [{ text: "experimental", kind: "warn" } as const] : []),
    ...(schema["deprecated"] === true
      ? [
          {
            text: ["deprecated", schema["x-chaukas-replaced-by"]].filter(Boolean).join(": use "),
            kind: "warn",
          } as const,
        ]
      : []),
    ...(pii === "likely" ? [{ text: "personal data", kind: "pii" } as const] : []),
    ...(pii === "possible" ? [{ text: "personal data possible", kind: "pii" } as const] : []),
  ];
}
