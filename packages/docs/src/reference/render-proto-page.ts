// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescMethod,
  type DescService,
  ScalarType,
} from "@bufbuild/protobuf";
import { describe } from "@chaukas/codegen/describe";
import type { LifecycleElement } from "@chaukas/codegen/lifecycle";
import Slugger from "github-slugger";
import { relativeLink } from "../documents/create-links.ts";
import { type Html, html } from "../html/html.ts";
import { type Member, renderBadges, renderMembers } from "../html/member-list.ts";
import { type Rendered, renderMarkdown } from "../markdown/render-markdown.ts";
import { describeBadges, describeReasons } from "./describe-badges.ts";
import { describeRules } from "./describe-rules.ts";
import { anchorOf, type ProtoPlaces, simpleName } from "./proto-places.ts";

/** Documentation of the types that protobuf itself defines. */
const wellKnown = "https://protobuf.dev/reference/protobuf/google.protobuf/";

/** Renders the page of a proto file, with each service, message and enum in it. */
export function renderProtoPage(file: DescFile, places: ProtoPlaces): Rendered {
  const page = places.pageOf(file);
  const elements = [...file.services, ...file.messages, ...file.enums];
  const extensions = file.extensions.map((desc) => ({ ...memberOf(desc, desc.name, typeOf(desc)), id: desc.name }));
  const title = `${file.name.split("/").slice(2).join("/")}.proto`;
  return {
    body: html`<h1 id="${title}">${title}</h1>
<p>Package <code>${file.proto.package}</code></p>
${elements.map(renderElement)}
${
  extensions.length > 0 &&
  html`<h2 id="extensions">Options</h2><p>Extensions of the options of protobuf.</p>${renderMembers(extensions)}`
}`,
    headings: [
      { level: 1, id: title, text: title },
      ...elements.map(({ typeName }) => ({ level: 2, id: simpleName(typeName), text: simpleName(typeName) })),
      ...(extensions.length > 0 ? [{ level: 2, id: "extensions", text: "Options" }] : []),
    ],
  };

  function renderElement(desc: DescService | DescMessage | DescEnum): Html {
    const name = simpleName(desc.typeName);
    const kind = desc.kind === "message" ? "message" : desc.kind;
    return html`<section class="element">
<h2 id="${name}"><span class="keyword">${kind}</span> ${name}${renderBadges(describeBadges(desc))}</h2>
${describeElement(desc)}
${renderMembers(membersOf(desc))}
</section>`;
  }

  function membersOf(desc: DescService | DescMessage | DescEnum): Member[] {
    switch (desc.kind) {
      case "service":
        return desc.methods.map((method) =>
          memberOf(method, `${simpleName(desc.typeName)}.${method.name}`, callOf(method)),
        );
      case "enum":
        return desc.values.map((value) => memberOf(value, value.name, html`= ${value.number}`));
      case "message":
        return desc.fields.map((field) => ({
          ...memberOf(field, anchorOf(field), html`${typeOf(field)} = ${field.number}`),
          rules: describeRules(field),
        }));
    }
  }

  function memberOf(
    desc: DescField | DescEnumValue | DescMethod | DescFile["extensions"][number],
    id: string,
    type: Html,
  ): Member {
    const isElement = desc.kind !== "extension";
    return {
      id,
      name: desc.name,
      type,
      badges: isElement ? describeBadges(desc) : [],
      description: isElement ? describeElement(desc) : markdown(describe(desc)),
      rules: [],
    };
  }

  function describeElement(desc: LifecycleElement): Html {
    return markdown([describe(desc), describeReasons(desc)].filter((text) => text !== "").join("\n\n"));
  }

  function markdown(text: string): Html {
    const { body } = renderMarkdown(text, {
      source: `${file.name}.proto`,
      slugger: new Slugger(),
      // Comments have no headings and only addresses of other sites.
      resolveLink: (href) => href,
      findElement: (name) => linkTo(places.find(name, page)),
    });
    return body;
  }

  function callOf({ input, output, methodKind }: DescMethod): Html {
    const isIn = methodKind === "client_streaming" || methodKind === "bidi_streaming";
    const isOut = methodKind === "server_streaming" || methodKind === "bidi_streaming";
    return html`(${isIn && "stream "}${nameOf(input)}) returns (${isOut && "stream "}${nameOf(output)})`;
  }

  function typeOf(field: DescField | DescFile["extensions"][number]): Html {
    switch (field.fieldKind) {
      case "map": {
        const value =
          field.mapKind === "scalar"
            ? ScalarType[field.scalar].toLowerCase()
            : nameOf(field.mapKind === "message" ? field.message : field.enum);
        return html`map&lt;${ScalarType[field.mapKey].toLowerCase()}, ${value}&gt;`;
      }
      case "list":
        return html`repeated ${
          field.listKind === "scalar"
            ? ScalarType[field.scalar].toLowerCase()
            : nameOf(field.listKind === "message" ? field.message : field.enum)
        }`;
      default: {
        const type =
          field.fieldKind === "scalar"
            ? ScalarType[field.scalar].toLowerCase()
            : nameOf(field.fieldKind === "message" ? field.message : field.enum);
        const { oneof, proto } = field;
        const prefix = oneof !== undefined ? html`<span class="oneof">oneof ${oneof.name}</span> ` : undefined;
        return html`${prefix}${proto.proto3Optional && "optional "}${type}`;
      }
    }
  }

  function nameOf(desc: DescMessage | DescEnum): Html {
    const href = desc.typeName.startsWith("google.protobuf.")
      ? `${wellKnown}#${simpleName(desc.typeName).toLowerCase()}`
      : linkTo(places.placeOf(desc));
    const name = href?.startsWith(wellKnown) ? desc.typeName : simpleName(desc.typeName);
    return href === undefined ? html`${desc.typeName}` : html`<a href="${href}">${name}</a>`;
  }

  function linkTo(place: string | undefined): string | undefined {
    return place === undefined ? undefined : relativeLink(page, place);
  }
}
