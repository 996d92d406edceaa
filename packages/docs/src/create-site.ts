// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import Slugger from "github-slugger";
import { bundleAssets } from "./assets/bundle-assets.ts";
import { createLinks, findImage, relativeLink } from "./documents/create-links.ts";
import { type Document, listDocuments, type Section, sections } from "./documents/list-documents.ts";
import { changelogPath, listChangelogs, renderChangelog } from "./documents/render-changelog.ts";
import { listExamples } from "./examples/list-examples.ts";
import { renderMarkdown } from "./markdown/render-markdown.ts";
import type { NavigationLink, NavigationPart } from "./page/navigation.ts";
import { playgroundPage } from "./page/playground-page.ts";
import { renderPage, type SitePage } from "./page/render-page.ts";
import { createProtoPlaces } from "./reference/proto-places.ts";
import { readProtos } from "./reference/read-protos.ts";
import { personalDataPath, renderPersonalData } from "./reference/render-personal-data.ts";
import { protoIndexPath, renderProtoIndex } from "./reference/render-proto-index.ts";
import { renderProtoPage } from "./reference/render-proto-page.ts";
import { schemasPath } from "./rest/describe-schema.ts";
import { openApiSource, readOpenApi } from "./rest/open-api.ts";
import { renderRestPage, restPath } from "./rest/render-rest-page.ts";
import { renderSchemasPage } from "./rest/render-schemas-page.ts";
import { buildSearchIndex } from "./search/build-search-index.ts";

/** Creates the files of the site, by their paths. The same sources give the same files. */
export async function createSite(): Promise<Map<string, string | Uint8Array>> {
  const protos = readProtos();
  const places = createProtoPlaces(protos);
  const openApi = readOpenApi();
  const documents = listDocuments();
  const changelogs = listChangelogs();
  const links = createLinks(
    new Map([
      ...documents.map(({ source, path }) => [source, path] as const),
      ...protos.map((file) => [`proto/${file.name}.proto`, places.pageOf(file)] as const),
      ...changelogs.map(({ source, id }) => [source, `${changelogPath}#${id}`] as const),
      [openApiSource, restPath],
    ]),
  );
  /** Files of the repository that are images of pages, by their paths on the site. */
  const images = new Map<string, string>();
  const pages: SitePage[] = [
    ...documents.map(createDocumentPage),
    playgroundPage,
    { path: protoIndexPath, title: "Protos", ...renderProtoIndex(protos, places) },
    { path: personalDataPath, title: "Personal data", ...renderPersonalData(protos, places) },
    ...protos.map((file) => ({
      path: places.pageOf(file),
      title: `${file.name.split("/").at(-1)}.proto`,
      source: `proto/${file.name}.proto`,
      ...renderProtoPage(file, places),
    })),
    { path: restPath, title: "REST", source: openApiSource, ...renderRestPage(openApi) },
    { path: schemasPath, title: "Schemas", source: openApiSource, ...renderSchemasPage(openApi) },
    { path: changelogPath, title: "Changelog", ...renderChangelog(changelogs, links) },
  ];
  const navigation = createNavigation(documents, {
    Start: [{ label: playgroundPage.title, path: playgroundPage.path }],
    Specification: [
      { label: "Protos", path: protoIndexPath },
      ...protos.map((file) => ({ label: `${file.name.split("/").at(-1)}.proto`, path: places.pageOf(file) })),
      { label: "Personal data", path: personalDataPath },
      { label: "REST", path: restPath },
      { label: "Schemas", path: schemasPath },
    ],
    Project: [{ label: "Changelog", path: changelogPath }],
  });
  const written = pages.map((page) => ({ ...page, html: renderPage(page, navigation) }));
  return new Map<string, string | Uint8Array>([
    ...[...images].map(([path, file]) => [path, readFileSync(join(root, file))] as const),
    ...written.map(({ path, html }) => [path, html] as const),
    ...(await bundleAssets()),
    ["assets/playground-examples.js", `export default ${JSON.stringify(listExamples())};\n`],
    ["assets/search-index.js", buildSearchIndex(written)],
    ["assets/icon.svg", readFileSync(join(import.meta.dirname, "page/icon.svg"), "utf8")],
  ]);

  function createDocumentPage({ source, path, label }: Document): SitePage {
    const { body, headings } = renderMarkdown(readFileSync(join(root, source), "utf8"), {
      source,
      slugger: new Slugger(),
      resolveLink: (href) => links.resolve(source, path, href),
      resolveImage: (href) => {
        const file = findImage(source, href);
        images.set(`images/${file}`, file);
        return relativeLink(path, `images/${file}`);
      },
    });
    return { path, title: headings.find(({ level }) => level === 1)?.text ?? label, body, headings, source };
  }
}

function createNavigation(
  documents: readonly Document[],
  others: Partial<Record<Section, readonly NavigationLink[]>>,
): NavigationPart[] {
  return sections.map((title) => ({
    title,
    links: [...documents.filter(({ section }) => section === title), ...(others[title] ?? [])],
  }));
}
