// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type LoopbackServer, serveHttp1 } from "@chaukas/testdata";
import { findTarballs } from "@chaukas/tooling/tarball";

/** Serves the packed packages as the registry of their scope. npm fetches other packages from its own registry. */
export async function servePackages(): Promise<LoopbackServer> {
  const tarballs = await findTarballs();
  const server = await serveHttp1((request, response) => {
    const path = decodeURIComponent(request.url ?? "").replace(/^\//, "");
    const asked = tarballs.find(({ manifest }) => manifest.name === path);
    if (asked !== undefined) {
      const { name, version } = asked.manifest;
      const integrity = `sha512-${createHash("sha512").update(readFileSync(asked.path)).digest("base64")}`;
      const dist = { integrity, tarball: `http://${request.headers.host}/${basename(asked.path)}` };
      response.setHeader("content-type", "application/json");
      const versions = { [version]: { ...asked.manifest, dist } };
      response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
      return;
    }
    const file = tarballs.find((tarball) => basename(tarball.path) === path);
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file === undefined ? "{}" : readFileSync(file.path));
  });
  return server;
}
