// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PublishedPackage } from "../src/publish/published-package.ts";

/** An in-process registry that stores what npm publishes to it, except the tarballs. */
export interface SmallRegistry {
  readonly url: string;
  /** `name@version` of everything published, in order of arrival. */
  readonly log: readonly string[];
  /** Returns the record of a package. */
  package(name: string): PublishedPackage | undefined;
  /** Answers every request with this status from now on. */
  fail(status: number): void;
  close(): Promise<void>;
}

/** Starts a registry on a free loopback port. It accepts any credentials. */
export async function startSmallRegistry(): Promise<SmallRegistry> {
  const packages = new Map<string, PublishedPackage>();
  const log: string[] = [];
  let failure: number | undefined;
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(request.url?.split("?")[0]?.slice(1) ?? "");
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (failure !== undefined) {
      send(failure, { error: "down" });
    } else if (request.method === "PUT") {
      const added = (await new Response(request as unknown as ReadableStream).json()) as PublishedPackage;
      const known = packages.get(name);
      packages.set(name, {
        versions: { ...known?.versions, ...added.versions },
        "dist-tags": { ...known?.["dist-tags"], ...added["dist-tags"] },
      });
      log.push(...Object.keys(added.versions).map((version) => `${name}@${version}`));
      send(201, { ok: true });
    } else {
      const found = packages.get(name);
      send(found === undefined ? 404 : 200, found ?? { error: "not found" });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    log,
    package: (name) => packages.get(name),
    fail: (status) => {
      failure = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
