// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Parser } from "htmlparser2";
import MiniSearch from "minisearch";
import { type SearchEntry, searchOptions } from "./search-options.ts";

/** A page as it is written. */
export interface WrittenPage {
  /** Path on the site. */
  readonly path: string;
  readonly title: string;
  readonly html: string;
}

const excerptLength = 140;

/** Builds the index of all pages, part by part. Returns a module that exports it as JSON. */
export function buildSearchIndex(pages: readonly WrittenPage[]): string {
  const index = new MiniSearch<SearchEntry>(searchOptions);
  index.addAll(pages.flatMap(listParts).map((part, id) => ({ ...part, id })));
  return `export default ${JSON.stringify(JSON.stringify(index))};\n`;
}

/** Lists the parts of the content of a page: what follows a heading with an anchor, or a member with one. */
export function listParts({ path, title, html }: WrittenPage): Omit<SearchEntry, "id">[] {
  const parts: { heading: string; text: string; anchor: string }[] = [];
  let isContent = false;
  let headingTag: string | undefined;
  let skipped: string | undefined;
  const parser = new Parser({
    onopentag(name, { id, class: kind }) {
      if (name === "main") {
        isContent = true;
      } else if (isContent && id !== undefined && /^(?:h[1-6]|dt)$/.test(name)) {
        // The name of a member says little without that of its owner, which its anchor has.
        parts.push({ heading: name === "dt" ? id : "", text: "", anchor: id });
        headingTag = name === "dt" ? undefined : name;
      } else if (name === "a" && kind === "self") {
        skipped = name;
      }
    },
    ontext(text) {
      const part = parts.at(-1);
      if (!isContent || part === undefined || skipped !== undefined) {
        return;
      }
      if (headingTag === undefined) {
        part.text += text;
      } else {
        part.heading += text;
      }
    },
    onclosetag(name) {
      const part = parts.at(-1);
      if (name === "main") {
        isContent = false;
      } else if (name === headingTag) {
        headingTag = undefined;
      } else if (name === skipped) {
        skipped = undefined;
      } else if (part !== undefined && /^(?:p|li|t[dh]|d[td]|pre|div)$/.test(name)) {
        part.text += " ";
      }
    },
  });
  parser.end(html);
  return parts.map(({ heading, text, anchor }, index) => {
    const flat = text.replace(/\s+/g, " ").trim();
    const excerpt = flat.length > excerptLength ? `${flat.slice(0, excerptLength).replace(/\s\S*$/, "")}…` : flat;
    const place = index === 0 ? path : `${path}#${anchor}`;
    return { page: title, heading: heading.replace(/\s+/g, " ").trim(), text: flat, path: place, excerpt };
  });
}
