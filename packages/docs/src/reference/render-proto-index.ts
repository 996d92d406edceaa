// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescEnum, DescFile, DescMessage, DescService } from "@bufbuild/protobuf";
import { describe } from "@chaukas/codegen/describe";
import { relativeLink } from "../documents/create-links.ts";
import { type Html, html } from "../html/html.ts";
import type { Rendered } from "../markdown/render-markdown.ts";
import { type ProtoPlaces, simpleName } from "./proto-places.ts";

/** Path of the page that lists all services, messages and enums. */
export const protoIndexPath = "reference/index.html";

/** Renders the list of all services, messages and enums, with the first sentence on each. */
export function renderProtoIndex(files: readonly DescFile[], places: ProtoPlaces): Rendered {
  return {
    body: html`<h1 id="protos">Protos</h1>
<p>The protos are the source of truth: all packages, the OpenAPI document and the JSON Schemas are generated from them.
Fields are listed with their numbers, the version that added them, whether they may hold personal data, and the rules of
<a href="https://protovalidate.com">protovalidate</a> that values must keep.</p>
${files.map(renderFile)}`,
    headings: [
      { level: 1, id: "protos", text: "Protos" },
      ...files.map((file) => ({ level: 2, id: idOf(file), text: idOf(file) })),
    ],
  };

  function renderFile(file: DescFile): Html {
    const elements = [...file.services, ...file.messages, ...file.enums];
    return html`<h2 id="${idOf(file)}"><a href="${relativeLink(protoIndexPath, places.pageOf(file))}">${idOf(file)}</a></h2>
<div class="table"><table><thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Meaning</th></tr></thead>
<tbody>${elements.map((desc) => renderRow(file, desc))}</tbody></table></div>`;
  }

  function renderRow(file: DescFile, desc: DescService | DescMessage | DescEnum): Html {
    const name = simpleName(desc.typeName);
    const href = relativeLink(protoIndexPath, `${places.pageOf(file)}#${name}`);
    return html`<tr><td><a href="${href}"><code>${name}</code></a></td><td>${desc.kind}</td><td>${firstSentence(desc)}</td></tr>`;
  }
}

function idOf(file: DescFile): string {
  return `${file.name.split("/").slice(2).join("/")}.proto`;
}

function firstSentence(desc: DescService | DescMessage | DescEnum): string {
  const text = describe(desc).replaceAll("\n", " ").replaceAll("`", "");
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
}
