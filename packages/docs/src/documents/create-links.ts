// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Turns links of the repository into links of the site. */
export interface Links {
  /**
   * Returns the address of a link in `source`, for the page at `path`: that of a page if the file is one, and of GitHub
   * otherwise. Throws for a file that does not exist.
   */
  resolve(source: string, path: string, href: string): string;
}

const repository = "https://github.com/chaukasai/chaukas-spec";
const repositoryAddress =
  /^https:\/\/github\.com\/chaukasai\/chaukas-spec(?:\/(?:blob|tree)\/main\/(?<file>[^#]*))?(?:#(?<anchor>.*))?$/;

/** Returns the address of a file of the repository on GitHub. */
export function sourceAddress(file: string): string {
  return `${repository}/blob/main/${file}`;
}

/** Addresses of files of the repository as such, which README files on npm need for images. */
const rawAddress =
  /^https:\/\/(?:github\.com\/chaukasai\/chaukas-spec\/(?:raw|blob)|raw\.githubusercontent\.com\/chaukasai\/chaukas-spec)\/main\/([^?#]+)/;

/** Returns the file of the repository that an image in `source` is. Throws for images of other hosts, and missing files. */
export function findImage(source: string, href: string): string {
  const [, address] = rawAddress.exec(href) ?? [];
  if (address === undefined && /^(?:[a-z][a-z+.-]*:|\/\/)/i.test(href)) {
    throw new ScriptError(`image ${href}: expected a file of the repository, since pages load nothing from elsewhere`);
  }
  const file = address ?? posix.join(posix.dirname(source), href);
  if (!existsSync(join(root, file))) {
    throw new ScriptError(`image ${href}: expected a file ${file}`, "correct the address");
  }
  return file;
}

/** Returns the address of a page from another one, such as `../index.html#top`. */
export function relativeLink(from: string, to: string): string {
  const [path = "", anchor] = to.split("#");
  const relative = path === from ? "" : posix.relative(posix.dirname(from), path);
  return `${relative}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** Creates links for a site. `pages` has the path on the site for each file of the repository that is a page. */
export function createLinks(pages: ReadonlyMap<string, string>): Links {
  return {
    resolve(source, path, href) {
      const address = repositoryAddress.exec(href)?.groups;
      if (address === undefined && /^[a-z][a-z+.-]*:/.test(href)) {
        return href;
      }
      const [target = "", anchor] = href.split("#");
      const file =
        address === undefined
          ? target === ""
            ? source
            : posix.join(posix.dirname(source), target)
          : (address["file"] ?? "");
      return linkTo(file.replace(/\/$/, ""), address === undefined ? anchor : address["anchor"], path, href);
    },
  };

  function linkTo(file: string, anchor: string | undefined, path: string, href: string): string {
    if (!existsSync(join(root, file))) {
      throw new ScriptError(`link to ${href}: expected a file ${file}`, "correct the link");
    }
    const isFolder = statSync(join(root, file)).isDirectory();
    const page = pages.get(isFolder ? posix.join(file, "README.md") : file);
    if (page !== undefined) {
      const [, own] = page.split("#");
      // GitHub shows the README of a folder under the first anchor.
      const place = anchor === undefined || anchor === "readme" ? own : anchor;
      return (
        relativeLink(path, `${page.split("#")[0]}${place === undefined ? "" : `#${place}`}`) || posix.basename(path)
      );
    }
    const kind = isFolder ? "tree" : "blob";
    const end = anchor === undefined ? "" : `#${anchor}`;
    return file === "" || file === "." ? `${repository}${end}` : `${repository}/${kind}/main/${file}${end}`;
  }
}
