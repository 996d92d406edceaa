// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { noticesPath } from "../assets/bundle-assets.ts";
import { relativeLink, sourceAddress } from "../documents/create-links.ts";
import { type Html, html, raw } from "../html/html.ts";
import type { Heading } from "../markdown/render-markdown.ts";
import type { NavigationPart } from "./navigation.ts";

/** A page of the site. */
export interface SitePage {
  /** Path on the site, such as `rest/index.html`. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
  readonly headings: readonly Heading[];
  /** File of the repository that the page is made of. */
  readonly source?: string;
  /** Modules that the page needs besides those of every page, as paths on the site. */
  readonly scripts?: readonly string[];
}

/** What may be loaded: own files, and nothing at all over connections. A page can therefore send nothing anywhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const siteName = "Chaukas";

/** Renders a page with its head, navigation and list of headings. All links are relative, so that any base path will do. */
export function renderPage(page: SitePage, navigation: readonly NavigationPart[]): string {
  const { path, title, body, headings, source, scripts = [] } = page;
  const link = (to: string) => relativeLink(path, to) || "#content";
  const inner = headings.filter(({ level }) => level === 2 || level === 3);
  const { markup } = html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title === siteName ? title : `${title} – ${siteName}`}</title>
<link rel="icon" href="${link("assets/icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${link("assets/site.css")}">
<script src="${link("assets/theme.js")}"></script>
${["assets/site.js", ...scripts].map((script) => html`<script type="module" src="${link(script)}"></script>\n`)}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<button type="button" class="menu" popovertarget="navigation">Menu</button>
<a class="brand" href="${link("index.html")}">${siteName} <span>documentation</span></a>
<button type="button" class="search" id="search-button" hidden>Search <kbd>/</kbd></button>
<button type="button" class="theme" id="theme-button" hidden>Theme</button>
<a class="repository" href="https://github.com/chaukasai/chaukas-spec">GitHub</a>
</header>
<div class="layout">
<nav id="navigation" popover aria-label="Pages">
${navigation.map(
  (part) => html`<h2>${part.title}</h2>
<ul>${part.links.map(
    ({ label, path: to }) =>
      html`<li><a href="${link(to)}"${to === path && html` aria-current="page"`}>${label}</a></li>`,
  )}</ul>
`,
)}</nav>
<main id="content">
${body}
<p class="source">${
    source !== undefined && html`Source: <a href="${sourceAddress(source)}">${source}</a> · `
  }<a href="${link(noticesPath)}">Licences</a></p>
</main>
${
  inner.length > 1
    ? html`<aside aria-label="On this page"><h2>On this page</h2>
<ul>${inner.map(({ level, id, text }) => html`<li class="level-${level}"><a href="#${id}">${text}</a></li>`)}</ul></aside>`
    : html`<div></div>`
}
</div>
</body>
</html>
`;
  return markup;
}
