// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An in-process Python index that accepts files and lists them. */
export interface SmallIndex {
  /** URL of its simple repository API. */
  readonly url: string;
  readonly uploadUrl: string;
  /** Names of all files, in order of arrival. */
  readonly log: readonly string[];
  /** The attestations that came with each file, as JSON, if any did. */
  readonly attestations: ReadonlyMap<string, string | null>;
  /** Answers every request with this status from now on. */
  fail(status: number): void;
  /** Refuses every file after the next `count`. */
  accept(count: number): void;
  close(): Promise<void>;
}

/** Starts an index on a free loopback port. It accepts any credentials. */
export async function startSmallIndex(): Promise<SmallIndex> {
  const files = new Map<string, { readonly project: string; readonly sha256: string }>();
  const attestations = new Map<string, string | null>();
  const log: string[] = [];
  let failure: number | undefined;
  let left = Infinity;
  const server = createServer(async (request, response) => {
    if (failure !== undefined || (request.method === "POST" && left === 0)) {
      response.writeHead(failure ?? 503).end("down");
    } else if (request.method === "POST") {
      left--;
      const headers = { "content-type": request.headers["content-type"] ?? "" };
      const form = await new Response(request as unknown as ReadableStream, { headers }).formData();
      const file = form.get("content") as File;
      const sha256 = createHash("sha256")
        .update(await file.bytes())
        .digest("hex");
      files.set(file.name, { project: String(form.get("name")).replaceAll("_", "-"), sha256 });
      attestations.set(file.name, form.get("attestations") as string | null);
      log.push(file.name);
      response.end();
    } else {
      const [, project] = /^\/simple\/([^/]+)\/$/.exec(request.url ?? "") ?? [];
      const found = [...files].filter(([, file]) => file.project === project);
      const links = found.map(
        ([name, { sha256 }]) => `<a href="../../files/${name}#sha256=${sha256}">${name}</a><br>\n`,
      );
      response.writeHead(found.length === 0 ? 404 : 200, { "content-type": "text/html" });
      response.end(`<!DOCTYPE html><html><body>${links.join("")}</body></html>`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url: `${url}simple/`,
    uploadUrl: url,
    log,
    attestations,
    fail: (status) => {
      failure = status;
    },
    accept: (count) => {
      left = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
