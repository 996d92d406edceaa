// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const types: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  svg: "image/svg+xml",
};

/** Serves the files of a site below a path, as any static host does. */
export async function serveSite(
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const base = "/some/path/";
  const server = createServer(({ url = "" }, response) => {
    const path = decodeURIComponent(url.slice(base.length));
    response.statusCode = url.startsWith(base) && files.has(path) ? 200 : 404;
    response.setHeader("content-type", types[path.split(".").at(-1) ?? ""] ?? "text/plain");
    response.end(files.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
