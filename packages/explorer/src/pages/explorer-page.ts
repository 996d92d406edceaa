// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readPage } from "./read-page.js";

let page: string | undefined;

/**
 * Returns the explorer: a page of HTML, complete in itself, that reads events from a server over REST and verifies them. By
 * default, it reads from the server that serves it. It loads nothing else.
 */
export function explorerPage(): string {
  page ??= readPage("@chaukas/explorer/explorer.html");
  return page;
}
