// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import Slugger from "github-slugger";
import { relativeLink } from "../documents/create-links.ts";
import { type Html, html } from "../html/html.ts";
import { renderMembers } from "../html/member-list.ts";
import { highlight } from "../markdown/highlight.ts";
import { type Heading, type Rendered, renderMarkdown } from "../markdown/render-markdown.ts";
import { describeKeywords, describeType, nameOfReference, schemasPath } from "./describe-schema.ts";
import {
  type Content,
  type OpenApi,
  type Operation,
  openApiSource,
  type Reference,
  type Response,
} from "./open-api.ts";

/** Path of the page with the operations. */
export const restPath = "rest/index.html";

/** Renders the page with all operations of the OpenAPI document, in the order of their tags. */
export function renderRestPage({ info, servers, tags, paths, components }: OpenApi): Rendered {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  for (const { operation } of operations) {
    if (!tags.some(({ name }) => name === operation.tags[0])) {
      throw new ScriptError(
        `${openApiSource}: ${operation.operationId}: expected one of the tags ${tags.map(({ name }) => name).join(", ")}, got ${operation.tags[0]}`,
        "correct openapi/base.yaml",
      );
    }
  }
  const groups = tags.map((tag) => ({
    ...tag,
    operations: operations.filter(({ operation }) => operation.tags[0] === tag.name),
  }));
  return {
    body: html`<h1 id="rest">${info.title}</h1>
<p class="lead">Version ${info.version} of the REST interface. ${servers.map(({ url, description }) => html`${description}: <code>${url}</code>.`)}</p>
${markdown(info.description)}
<h2 id="authentication">Authentication</h2>
${Object.values(components.securitySchemes).map(({ description }) => html`<p>Header <code>Authorization: Bearer KEY</code>. ${description}</p>`)}
${groups.map(
  ({ name, description, operations }) => html`<h2 id="tag-${name}">${titleOf(name)}</h2>${markdown(description)}
${operations.map(({ path, method, operation }) => renderOperation(path, method, operation))}`,
)}`,
    headings: [
      { level: 1, id: "rest", text: info.title },
      { level: 2, id: "authentication", text: "Authentication" },
      ...groups.flatMap(({ name, operations }): Heading[] => [
        { level: 2, id: `tag-${name}`, text: titleOf(name) },
        ...operations.map(({ operation: { operationId, summary } }) => ({ level: 3, id: operationId, text: summary })),
      ]),
    ],
  };

  function renderOperation(path: string, method: string, operation: Operation): Html {
    const { operationId, summary, description = "", parameters = [], requestBody, responses } = operation;
    return html`<section class="operation">
<h3 id="${operationId}">${summary}</h3>
<p class="endpoint"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></p>
${markdown(description)}
${
  parameters.length > 0 &&
  html`<p class="caption">Parameters</p>${renderMembers(
    parameters.map((parameter) => ({
      id: `${operationId}.${parameter.name}`,
      name: parameter.name,
      type: html`${describeType(parameter.schema, restPath)}, in the ${parameter.in}`,
      badges: parameter.required === true ? [{ text: "required", kind: "plain" } as const] : [],
      description: markdown(parameter.description),
      rules: describeKeywords(parameter.schema),
    })),
  )}`
}
${requestBody !== undefined && html`<p class="caption">Request body</p>${renderContent(requestBody.content)}`}
<p class="caption">Responses</p>
<dl class="responses">${Object.entries(responses).map(([status, response]) => renderResponse(status, response))}</dl>
</section>`;
  }

  function renderResponse(status: string, response: Response | Reference): Html {
    const { description, content } = "$ref" in response ? findResponse(response) : response;
    return html`<dt><code>${status}</code></dt><dd>${markdown(description)}${content !== undefined && !status.startsWith("4") && !status.startsWith("5") && renderContent(content)}</dd>`;
  }

  function findResponse({ $ref }: Reference): Response {
    const response = components.responses[nameOfReference($ref)];
    if (response === undefined) {
      throw new ScriptError(`${openApiSource}: expected a component ${$ref}`, "correct openapi/base.yaml");
    }
    return response;
  }

  function renderContent(content: Content): Html {
    return html`${Object.entries(content).map(([type, { schema, example }]) => {
      const text = typeof example === "string" ? example : JSON.stringify(example, undefined, 2);
      return html`<p><code>${type}</code>${schema !== undefined && html`: ${describeType(schema, restPath)}`}</p>
${example !== undefined && highlight(text.trimEnd(), typeof example === "string" ? "text" : "json")}`;
    })}`;
  }

  function markdown(text: string): Html {
    const find = (name: string) =>
      Object.hasOwn(components.schemas, name) ? relativeLink(restPath, `${schemasPath}#${name}`) : undefined;
    return renderMarkdown(text, {
      source: openApiSource,
      slugger: new Slugger(),
      resolveLink: (href) => href,
      findElement: find,
    }).body;
  }
}

function titleOf(tag: string): string {
  return `${tag.charAt(0).toUpperCase()}${tag.slice(1)}`;
}
