// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import type Slugger from "github-slugger";
import { Marked, type Token, type Tokens } from "marked";
import { escapeHtml, type Html, raw } from "../html/html.ts";
import { highlight } from "./highlight.ts";

/** A heading, for the list of what is on a page. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** Markup of a text in Markdown. */
export interface Rendered {
  readonly body: Html;
  readonly headings: readonly Heading[];
}

/** How to render what depends on the page. */
export interface MarkdownOptions {
  /** Where the text is from. Errors begin with it. */
  readonly source: string;
  /** Returns the address for a link, or throws a {@link ScriptError}. */
  resolveLink(href: string): string;
  /** Returns the address for the file of an image, or throws a {@link ScriptError}. */
  resolveImage?(href: string): string;
  /** Returns where the element is described that a piece of code names. Undefined for other code. */
  findElement?(code: string): string | undefined;
  /** Gives headings their anchors, which are those of GitHub. */
  readonly slugger: Slugger;
  /** Added to the level of each heading. Default: 0. */
  readonly levelShift?: number;
}

/** Markup in Markdown that is kept as it is. */
const knownMarkup = /^(?:<!--[\s\S]*?-->|<\/?(?:sup|sub|kbd|br)>|\s)*$/;

/**
 * Renders Markdown as GitHub does, with its anchors, and highlights code. Throws a {@link ScriptError} for HTML that the site
 * cannot style, and for code in a language that it does not know.
 */
export function renderMarkdown(text: string, options: MarkdownOptions): Rendered {
  const headings: Heading[] = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const plain = plainText(tokens);
        const id = options.slugger.slug(plain);
        const level = Math.min(6, depth + (options.levelShift ?? 0));
        headings.push({ level, id, text: plain });
        const link = level === 1 ? "" : ` <a class="self" href="#${id}" aria-label="Link to this section">#</a>`;
        return `<h${level} id="${id}">${this.parser.parseInline(tokens)}${link}</h${level}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        return `<a href="${escapeHtml(options.resolveLink(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        if (options.resolveImage === undefined) {
          throw new ScriptError(`image ${href}: expected no image here`, "remove it");
        }
        return `<img src="${escapeHtml(options.resolveImage(href))}" alt="${escapeHtml(text)}">`;
      },
      code({ text, lang }: Tokens.Code): string {
        return highlight(text, (lang ?? "").split(" ")[0] ?? "").markup;
      },
      codespan({ text }: Tokens.Codespan): string {
        const href = options.findElement?.(text);
        const code = `<code>${escapeHtml(text)}</code>`;
        return href === undefined ? code : `<a href="${escapeHtml(href)}">${code}</a>`;
      },
      table({ header, rows, align }: Tokens.Table): string {
        const row = (cells: readonly Tokens.TableCell[], tag: "th" | "td") =>
          `<tr>${cells
            .map(({ tokens }, index) => {
              const scope = tag === "th" ? ' scope="col"' : "";
              const side = align[index] === "right" ? ' class="right"' : "";
              return `<${tag}${scope}${side}>${this.parser.parseInline(tokens)}</${tag}>`;
            })
            .join("")}</tr>`;
        const body = rows.map((cells) => row(cells, "td")).join("\n");
        return `<div class="table"><table><thead>${row(header, "th")}</thead>\n<tbody>${body}</tbody></table></div>\n`;
      },
      html({ text }: Tokens.HTML | Tokens.Tag): string {
        if (!knownMarkup.test(text)) {
          throw new ScriptError(
            `HTML in Markdown: expected a comment, or one of the tags sup, sub, kbd and br, got ${JSON.stringify(text)}`,
            "write it in Markdown",
          );
        }
        return text.replace(/<!--[\s\S]*?-->/g, "");
      },
    },
  });
  try {
    return { body: raw(marked.parse(text, { async: false })), headings };
  } catch (error) {
    if (!(error instanceof ScriptError)) {
      throw error;
    }
    // marked asks to report errors to its authors, whose fault this is not.
    const message = error.message.replace(/\nPlease report this to .*$/, "");
    throw new ScriptError(`${options.source}: ${message}`, error.remedy, { cause: error });
  }
}

/** Returns the text of Markdown without its marks. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { tokens, text, raw } = token as { tokens?: Token[]; text?: string; raw: string };
      return tokens === undefined ? (text ?? raw) : plainText(tokens);
    })
    .join("");
}
