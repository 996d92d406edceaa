// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import Slugger from "github-slugger";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./render-markdown.ts";

const render = (text: string) =>
  renderMarkdown(text, {
    source: "a.md",
    slugger: new Slugger(),
    resolveLink: (href) => `to-${href}`,
    findElement: (code) => (code === "Event" ? "#Event" : undefined),
  });

describe("renderMarkdown", () => {
  it("gives headings the anchors of GitHub, and lists them", () => {
    const { headings } = render("# `a` & B\n\n## Same\n\n## Same\n");
    expect(headings).toEqual([
      { level: 1, id: "a--b", text: "a & B" },
      { level: 2, id: "same", text: "Same" },
      { level: 2, id: "same-1", text: "Same" },
    ]);
  });

  it("resolves links, and links code that names an element", () => {
    const { markup } = render("[x](y.md) `Event` `<b>`").body;
    expect(markup).toBe(
      '<p><a href="to-y.md">x</a> <a href="#Event"><code>Event</code></a> <code>&lt;b&gt;</code></p>\n',
    );
  });

  it("resolves images, and refuses them where there can be none", () => {
    const slugger = new Slugger();
    const options = { source: "a.md", slugger, resolveLink: (href: string) => href };
    const { markup } = renderMarkdown('![A "b"](c.png)', { ...options, resolveImage: (href) => `to-${href}` }).body;
    expect(markup).toBe('<p><img src="to-c.png" alt="A &quot;b&quot;"></p>\n');
    expect(() => renderMarkdown("![A](c.png)", options)).toThrow("a.md: image c.png: expected no image here");
  });

  it("highlights code with classes, not with styles", () => {
    const { markup } = render('```ts\nconst a = "<";\n```\n').body;
    expect(markup).toContain('<span class="hljs-keyword">const</span>');
    expect(markup).toContain('<span class="hljs-string">&quot;&lt;&quot;</span>');
    expect(markup).not.toContain("style=");
  });

  it("refuses a language that it cannot highlight", () => {
    expect(() => render("```cobol\nx\n```\n")).toThrow(
      /^a\.md: code block: expected one of the languages text, go, .*, got "cobol"$/,
    );
  });

  it("refuses HTML other than what it can style, and drops comments", () => {
    expect(render("2<sup>53</sup> <!-- gone -->").body.markup).toBe("<p>2<sup>53</sup> </p>\n");
    expect(() => render('<img src="x">')).toThrow(/^a\.md: HTML in Markdown: expected .*, got "<img src=.*x.*>"$/);
    expect(() => render("<script>x</script>")).toThrow("a.md: HTML in Markdown");
  });
});
