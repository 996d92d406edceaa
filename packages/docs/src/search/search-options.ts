// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Options } from "minisearch";

/** A part of a page that can be found. */
export interface SearchEntry {
  readonly id: number;
  /** Title of the page. */
  readonly page: string;
  /** Heading of the part. */
  readonly heading: string;
  readonly text: string;
  /** Path on the site, with an anchor. */
  readonly path: string;
  /** The beginning of the text. */
  readonly excerpt: string;
}

/** How the index is built and read, which must be the same. */
export const searchOptions: Options<SearchEntry> = {
  fields: ["heading", "page", "text"],
  storeFields: ["page", "heading", "path", "excerpt"],
  searchOptions: {
    boost: { heading: 4, page: 2 },
    prefix: true,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    combineWith: "AND",
  },
};
