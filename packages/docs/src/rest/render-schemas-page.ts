// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import Slugger from "github-slugger";
import { type Html, html } from "../html/html.ts";
import { renderBadges, renderMembers } from "../html/member-list.ts";
import { highlight } from "../markdown/highlight.ts";
import { type Rendered, renderMarkdown } from "../markdown/render-markdown.ts";
import { describeKeywords, describeLifecycle, describeType, schemasPath } from "./describe-schema.ts";
import { type OpenApi, openApiSource, type Schema } from "./open-api.ts";

/** Renders the page with all schemas of the OpenAPI document. */
export function renderSchemasPage({ components: { schemas } }: OpenApi): Rendered {
  const names = Object.keys(schemas);
  return {
    body: html`<h1 id="schemas">Schemas</h1>
<p>What requests and answers in public JSON consist of. The package <code>@chaukas/spec-json-schema</code> has them as JSON
Schemas, with validators.</p>
${Object.entries(schemas).map(renderSchema)}`,
    headings: [
      { level: 1, id: "schemas", text: "Schemas" },
      ...names.map((name) => ({ level: 2, id: name, text: name })),
    ],
  };

  function renderSchema([name, schema]: readonly [string, Schema]): Html {
    const { properties = {}, required = [], oneOf, examples = [] } = schema;
    const [example] = examples;
    return html`<section class="element">
<h2 id="${name}">${name}${renderBadges(describeLifecycle(schema))}</h2>
${describe(schema)}
${oneOf !== undefined && html`<p>One of ${describeType(schema, schemasPath)}.</p>`}
${renderMembers(
  Object.entries(properties).map(([property, value]) => ({
    id: `${name}.${property}`,
    name: property,
    type: describeType(value, schemasPath),
    badges: [
      ...(required.includes(property) ? [{ text: "required", kind: "plain" } as const] : []),
      ...describeLifecycle(value),
    ],
    description: describe(value),
    rules: describeKeywords(value),
  })),
)}
${example !== undefined && html`<p class="caption">Example</p>${highlight(JSON.stringify(example, undefined, 2), "json")}`}
</section>`;
  }

  function describe({ description = "" }: Schema): Html {
    const find = (name: string) => (Object.hasOwn(schemas, name) ? `#${name}` : undefined);
    return renderMarkdown(description, {
      source: openApiSource,
      slugger: new Slugger(),
      resolveLink: (href) => href,
      findElement: find,
    }).body;
  }
}
