// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import type { PackageManifest } from "@chaukas/tooling/tarball";

/** A registry's record of a version: its manifest, and the digest of its tarball. */
interface PublishedVersion extends PackageManifest {
  readonly license?: string;
  readonly dist: { readonly integrity: string; readonly tarball: string };
}

/** A registry's record of a package. */
export interface PublishedPackage {
  readonly versions: Readonly<Record<string, PublishedVersion>>;
  readonly "dist-tags": Readonly<Record<string, string>>;
}

/** Fetches a registry's record of a package. A package that the registry does not have has no versions. */
export async function fetchPublished(registry: string, name: string): Promise<PublishedPackage> {
  const url = new URL(name.replace("/", "%2f"), registry.endsWith("/") ? registry : `${registry}/`);
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: "application/json" }, signal: AbortSignal.timeout(30_000) });
  } catch (cause) {
    throw new ScriptError(`${url}: cannot be reached`, "check --registry and the network, then run the command again", {
      cause,
    });
  }
  if (response.status === 404) {
    return { versions: {}, "dist-tags": {} };
  }
  if (!response.ok) {
    throw new ScriptError(`${url}: expected status 200 or 404, got ${response.status}`, "run the command again later");
  }
  return (await response.json()) as PublishedPackage;
}
