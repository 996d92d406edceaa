// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@chaukas/tooling/root";
import Slugger from "github-slugger";
import { html } from "../html/html.ts";
import { type Rendered, renderMarkdown } from "../markdown/render-markdown.ts";
import type { Links } from "./create-links.ts";

/** Path of the page with all changelogs. */
export const changelogPath = "project/changelog.html";

/** The changelog of a package. */
export interface Changelog {
  /** Path in the repository. */
  readonly source: string;
  readonly name: string;
  /** Anchor on the page. */
  readonly id: string;
}

/** Lists the changelogs of the packages. */
export function listChangelogs(): Changelog[] {
  return globSync("packages/*/CHANGELOG.md", { cwd: root })
    .sort()
    .map((source) => {
      const manifest = readFileSync(join(root, dirname(source), "package.json"), "utf8");
      const { name } = JSON.parse(manifest) as { name: string };
      return { source, name, id: name.replace(/\W+/g, "-").replace(/^-/, "") };
    });
}

/** Renders all changelogs as one page, package by package. */
export function renderChangelog(changelogs: readonly Changelog[], links: Links): Rendered {
  const slugger = new Slugger();
  const parts = changelogs.map(({ source, name, id }) => {
    // Its title is the name of the package.
    const text = readFileSync(join(root, source), "utf8").replace(/^# .*\n/, "");
    const resolveLink = (href: string) => links.resolve(source, changelogPath, href);
    const { body } = renderMarkdown(text, { source, slugger, resolveLink, levelShift: 1 });
    return html`<h2 id="${id}">${name}</h2>${body}`;
  });
  return {
    body: html`<h1 id="changelog">Changelog</h1>
<p>What the released versions changed, package by package.</p>
${parts}`,
    headings: [
      { level: 1, id: "changelog", text: "Changelog" },
      ...changelogs.map(({ name, id }) => ({ level: 2, id, text: name })),
    ],
  };
}
