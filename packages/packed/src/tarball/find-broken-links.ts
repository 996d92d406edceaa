// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "@chaukas/tooling/root";
import Slugger from "github-slugger";
import { lexer, type Token, walkTokens } from "marked";

/** A set of files, such as a tarball or the repository. Paths are relative to its top. */
export interface Pages {
  /** Returns whether there is such a file or folder. */
  has(path: string): boolean;
  /** Returns the text of a file. */
  read(path: string): string;
}

/** The files of this repository. */
export const repositoryPages: Pages = {
  has: (path) => existsSync(join(root, path)),
  read: (path) => readFileSync(join(root, path), "utf8"),
};

const repositoryAddress =
  /^https:\/\/github\.com\/chaukasai\/chaukas-spec(?:\/(?:blob|tree)\/main\/(?<path>[^#]*))?(?:#(?<anchor>.*))?$/;

/**
 * Finds the links of a Markdown page that lead nowhere: relative ones to files that `pages` does not have, addresses of
 * files that this repository does not have, and anchors without a heading. Other addresses are not fetched. Returns one
 * line per problem.
 */
export function findBrokenLinks(page: string, pages: Pages): string[] {
  return linksOf(pages.read(page)).flatMap((link) => {
    const problem = findProblem(page, link, pages);
    return problem === undefined ? [] : [`${page}: link to ${link}: ${problem}`];
  });
}

function findProblem(page: string, link: string, pages: Pages): string | undefined {
  const address = repositoryAddress.exec(link)?.groups;
  if (address !== undefined) {
    const { path = "", anchor } = address;
    return findProblemOf(path === "" ? "." : path, anchor, repositoryPages);
  }
  if (/^[a-z]+:/.test(link)) {
    return undefined;
  }
  const [path = "", anchor] = link.split("#");
  return findProblemOf(path === "" ? page : posix.join(posix.dirname(page), path), anchor, pages);
}

function findProblemOf(path: string, anchor: string | undefined, pages: Pages): string | undefined {
  if (!pages.has(path)) {
    return `expected a file ${path}`;
  }
  // GitHub shows the README of a folder, under this anchor.
  if (anchor === undefined || anchor === "readme") {
    return undefined;
  }
  const page = path.endsWith(".md") ? path : posix.join(path, "README.md");
  return pages.has(page) && anchorsOf(pages.read(page)).has(anchor) ? undefined : `expected a heading #${anchor}`;
}

function linksOf(markdown: string): string[] {
  const links: string[] = [];
  walkTokens(lexer(markdown), (token) => {
    if (token.type === "link" || token.type === "image") {
      links.push(token["href"] as string);
    }
  });
  return links;
}

/** Returns the anchors that GitHub gives to the headings of a page. */
function anchorsOf(markdown: string): Set<string> {
  const slugger = new Slugger();
  const anchors = new Set<string>();
  walkTokens(lexer(markdown), (token) => {
    if (token.type === "heading") {
      anchors.add(slugger.slug(plainText(token.tokens ?? [])));
    }
  });
  return anchors;
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const { tokens, text, raw } = token as { tokens?: Token[]; text?: string; raw: string };
      return tokens === undefined ? (text ?? raw) : plainText(tokens);
    })
    .join("");
}
