// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import MiniSearch from "minisearch";
import { describe, expect, it } from "vitest";
import { buildSearchIndex, listParts } from "./build-search-index.ts";
import { searchOptions } from "./search-options.ts";

const page = {
  path: "a/b.html",
  title: "Title",
  html: `<nav><h2 id="no">Not content</h2></nav><main><h1 id="title">Title</h1><p>Intro &amp; more.</p>
<h2 id="one">One <a class="self" href="#one">#</a></h2><p>first</p><p>second</p>
<dl><dt id="Event.tenant_id"><code>tenant_id</code> string</dt><dd>Owner of the event.</dd></dl></main><p>after</p>`,
};

describe("listParts", () => {
  it("lists what follows each anchor of the content", () => {
    expect(listParts(page)).toEqual([
      { page: "Title", heading: "Title", text: "Intro & more.", path: "a/b.html", excerpt: "Intro & more." },
      { page: "Title", heading: "One", text: "first second", path: "a/b.html#one", excerpt: "first second" },
      {
        page: "Title",
        heading: "Event.tenant_id",
        text: "tenant_id string Owner of the event.",
        path: "a/b.html#Event.tenant_id",
        excerpt: "tenant_id string Owner of the event.",
      },
    ]);
  });

  it("cuts a long excerpt between words", () => {
    const html = `<main><h1 id="t">T</h1><p>${"word ".repeat(100)}</p></main>`;
    expect(listParts({ ...page, html })[0]?.excerpt).toMatch(/^(word )+word…$/);
  });
});

describe("buildSearchIndex", () => {
  it("writes a module whose index finds parts by beginnings of words and with typing errors", async () => {
    const code = buildSearchIndex([page]);
    const { default: json } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const index = MiniSearch.loadJSON(json, searchOptions);
    const find = (words: string) => index.search(words).map(({ path }) => path);
    expect(find("seco")).toEqual(["a/b.html#one"]);
    expect(find("tenant owner")).toEqual(["a/b.html#Event.tenant_id"]);
    expect(find("secund")).toEqual(["a/b.html#one"]);
    expect(find("nothing of that kind")).toEqual([]);
  });
});
