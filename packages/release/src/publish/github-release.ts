// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Content of a GitHub release. */
export interface Announcement {
  readonly tag: string;
  /** Markdown. */
  readonly notes: string;
  readonly isPrerelease: boolean;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

/** A repository on GitHub, and how to reach it over the REST API. */
export interface GitHubRepository {
  /** Without a trailing slash, such as `https://api.github.com`. */
  readonly apiUrl: string;
  /** Owner and name, separated by a slash. */
  readonly name: string;
  readonly token: string;
}

interface Asset {
  readonly id: number;
  readonly name: string;
  readonly digest?: string | null;
}

interface Release {
  readonly id: number;
  readonly tag_name: string;
  readonly draft: boolean;
  readonly upload_url: string;
  readonly html_url: string;
  readonly assets: readonly Asset[];
}

/**
 * Creates the GitHub release of a tag. It uploads the files to a draft and then publishes it, because the files of a
 * published release may be immutable. Running it again resumes where it stopped, and does not upload a file twice.
 *
 * Returns the URL of the release. Throws {@link ScriptError} if GitHub refuses a request, or if a published release
 * has a file with different bytes.
 */
export async function announceRelease(repository: GitHubRepository, announcement: Announcement): Promise<string> {
  const { tag, notes, isPrerelease, files } = announcement;
  const content = { tag_name: tag, name: tag, body: notes, prerelease: isPrerelease };
  const existing = await findRelease(repository, tag);
  const release = existing ?? (await call<Release>(repository, "POST", "/releases", { ...content, draft: true }));
  for (const { name, content: bytes } of files) {
    const asset = release.assets.find((other) => other.name === name);
    if (asset !== undefined && asset.digest === digestOf(bytes)) {
      continue;
    }
    if (asset !== undefined) {
      requireDraft(release, asset, digestOf(bytes));
      await call(repository, "DELETE", `/releases/assets/${asset.id}`);
    }
    // The URL ends with a template for the name: {?name,label}.
    const url = `${release.upload_url.replace(/\{.*$/, "")}?name=${encodeURIComponent(name)}`;
    await call(repository, "POST", url, bytes);
  }
  // GitHub shows the latest release first, so a prerelease must not become the latest.
  const latest = isPrerelease ? { make_latest: "false" } : {};
  const change = { ...content, ...latest, draft: false };
  return (await call<Release>(repository, "PATCH", `/releases/${release.id}`, change)).html_url;
}

/** Searches all releases for that of a tag, because GitHub does not find drafts by their tag. */
async function findRelease(repository: GitHubRepository, tag: string): Promise<Release | undefined> {
  for (let page = 1; ; page++) {
    const releases = await call<Release[]>(repository, "GET", `/releases?per_page=100&page=${page}`);
    const found = releases.find((release) => release.tag_name === tag);
    if (found !== undefined || releases.length === 0) {
      return found;
    }
  }
}

function requireDraft({ draft, tag_name }: Release, { name, digest }: Asset, expected: string): void {
  if (!draft) {
    throw new ScriptError(
      `release ${tag_name}: ${name}: already published with different bytes: expected ${expected}, got ${digest ?? "no digest"}`,
      "check out the tag and build again; to release something else, use a new version",
    );
  }
}

function digestOf(content: Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

async function call<T>(
  { apiUrl, name, token }: GitHubRepository,
  method: string,
  path: string,
  body?: object | Uint8Array,
): Promise<T> {
  const isFile = body instanceof Uint8Array;
  const response = await fetch(path.startsWith("/") ? `${apiUrl}/repos/${name}${path}` : path, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "content-type": isFile ? "application/octet-stream" : "application/json",
      "x-github-api-version": "2022-11-28",
    },
    ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new ScriptError(
      `${method} ${path}: GitHub answered ${response.status}: ${text.slice(0, 300)}`,
      "check that GITHUB_TOKEN may write contents, then run the command again: it resumes where it stopped",
    );
  }
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
