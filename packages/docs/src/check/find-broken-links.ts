// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { posix } from "node:path";
import { Parser } from "htmlparser2";

/** The files of a site, by their paths. Pages are texts. */
type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

const hasScheme = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** What a page refers to. */
interface References {
  readonly ids: readonly string[];
  readonly links: readonly string[];
  /** Files that the page loads by itself. */
  readonly loads: readonly string[];
}

/**
 * Finds links of a built site that lead nowhere: to files that it does not have, or to anchors that their page does not
 * have; those that only work below one address; addresses that are malformed, and those of other hosts that a page would
 * load from. Also finds anchors that a page has twice. Nothing is fetched. Returns one line per problem.
 */
export function findBrokenLinks(files: SiteFiles): string[] {
  const pages = new Map(
    [...files].filter(([path]) => path.endsWith(".html")).map(([path, html]) => [path, readReferences(String(html))]),
  );
  return [...pages].flatMap(([path, { ids, links, loads }]) => [
    ...ids
      .filter((id, index) => ids.indexOf(id) < index)
      .map((id) => `${path}: id ${id}: expected it once on the page`),
    ...links.flatMap((link) => describe(path, link, findProblem(path, link))),
    ...loads.flatMap((link) => describe(path, link, findLoadProblem(path, link))),
  ]);

  function describe(page: string, link: string, problem: string | undefined): string[] {
    return problem === undefined ? [] : [`${page}: link to ${link}: ${problem}`];
  }

  function findLoadProblem(page: string, link: string): string | undefined {
    return hasScheme.test(link)
      ? "expected a file of the site, since pages load nothing from elsewhere"
      : findProblem(page, link);
  }

  function findProblem(page: string, link: string): string | undefined {
    if (hasScheme.test(link)) {
      return findAddressProblem(link);
    }
    if (link === "" || link.startsWith("/")) {
      return "expected a relative path, since the site may be below any path";
    }
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : posix.join(posix.dirname(page), path);
    if (!files.has(target)) {
      return `expected a file ${target}`;
    }
    const hasAnchor = anchor === undefined || pages.get(target)?.ids.includes(decodeURIComponent(anchor));
    return hasAnchor ? undefined : `expected an element with the id ${anchor} in ${target}`;
  }
}

function findAddressProblem(link: string): string | undefined {
  if (link.startsWith("mailto:")) {
    return /^mailto:[^@\s]+@[^@\s]+$/.test(link) ? undefined : "expected an address of mail";
  }
  const url = URL.parse(link);
  return url !== null &&
    /^https?:$/.test(url.protocol) &&
    /^[\w.-]+\.[a-z]+$|^127\.0\.0\.1$|^localhost$/.test(url.hostname)
    ? undefined
    : "expected an address that begins with https:// and has a host";
}

function readReferences(html: string): References {
  const ids: string[] = [];
  const links: string[] = [];
  const loads: string[] = [];
  const parser = new Parser({
    onopentag(name, { id, href, src }) {
      if (id !== undefined) {
        ids.push(id);
      }
      if (href !== undefined) {
        (name === "a" ? links : loads).push(href);
      }
      if (src !== undefined) {
        loads.push(src);
      }
    },
  });
  parser.end(html);
  return { ids, links, loads };
}
