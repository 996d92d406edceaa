// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { ScriptError } from "@chaukas/tooling/script-error";
import { afterEach, beforeEach, expect, it } from "vitest";
import { announceRelease, type GitHubRepository } from "./github-release.ts";

interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly digest: string;
}

interface StoredRelease {
  readonly id: number;
  readonly upload_url: string;
  readonly html_url: string;
  readonly tag_name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly make_latest?: string;
  readonly assets: StoredAsset[];
}

/** What a server that implements part of GitHub's REST API has stored, and the requests it has received. */
let releases: StoredRelease[];
let requests: string[];
/** Number of files that may still be uploaded. */
let uploads: number;
let server: Server;
let repository: GitHubRepository;

beforeEach(async () => {
  [releases, requests, uploads] = [[], [], Infinity];
  server = createServer(async (request, response) => {
    const [status, answer] = respond(request, await buffer(request));
    response.writeHead(status, { "content-type": "application/json" });
    response.end(answer === undefined ? "" : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  repository = { apiUrl, name: "chaukasai/chaukas-spec", token: "token" };
});
afterEach(() => server.close());

function respond({ method, url = "", headers }: IncomingMessage, body: Buffer): [number, unknown?] {
  requests.push(`${method} ${url.replace("/repos/chaukasai/chaukas-spec", "")}`);
  if (headers.authorization !== "Bearer token") {
    return [401, { message: "Bad credentials" }];
  }
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const id = Number(/\d+$/.exec(pathname)?.[0]);
  if (method === "GET") {
    const start = (Number(searchParams.get("page")) - 1) * 100;
    return [200, releases.slice(start, start + 100)];
  }
  if (method === "DELETE") {
    releases = releases.map((release) => ({ ...release, assets: release.assets.filter((asset) => asset.id !== id) }));
    return [204];
  }
  if (pathname.startsWith("/uploads/")) {
    if (--uploads < 0) {
      return [502, { message: "Try again" }];
    }
    const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    const asset = { id: Math.max(0, ...releases.flatMap(({ assets }) => assets.map((other) => other.id))) + 1, digest };
    releases.find((release) => release.id === id)?.assets.push({ ...asset, name: searchParams.get("name") ?? "" });
    return [201, asset];
  }
  const content = JSON.parse(body.toString()) as StoredRelease;
  if (method === "PATCH") {
    releases = releases.map((release) => (release.id === id ? { ...release, ...content } : release));
    return [200, releases.find((release) => release.id === id)];
  }
  const release = store(content);
  return [201, release];
}

function store(content: Pick<StoredRelease, "tag_name" | "body" | "draft" | "prerelease">): StoredRelease {
  const id = releases.length + 1;
  const upload_url = `${repository.apiUrl}/uploads/${id}{?name,label}`;
  const html_url = `https://github.com/chaukasai/chaukas-spec/releases/${id}`;
  const release = { ...content, id, upload_url, html_url, assets: [] };
  releases.push(release);
  return release;
}

const files = [
  { name: "chaukas-spec-common-1.1.0.tgz", content: Buffer.from("tarball") },
  { name: "SHA256SUMS", content: Buffer.from("sums") },
];
const announcement = { tag: "v1.1.0", notes: "Notes.\n", isPrerelease: false, files };

it("creates a draft, uploads the files, and only then publishes the release", async () => {
  expect(await announceRelease(repository, announcement)).toBe("https://github.com/chaukasai/chaukas-spec/releases/1");
  expect(requests).toEqual([
    "GET /releases?per_page=100&page=1",
    "POST /releases",
    "POST /uploads/1?name=chaukas-spec-common-1.1.0.tgz",
    "POST /uploads/1?name=SHA256SUMS",
    "PATCH /releases/1",
  ]);
  expect(releases).toMatchObject([{ tag_name: "v1.1.0", body: "Notes.\n", draft: false, prerelease: false }]);
  expect(releases[0]?.assets.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
});

it("resumes where it stopped", async () => {
  uploads = 1;
  await expect(announceRelease(repository, announcement)).rejects.toThrow(
    /^POST .*name=SHA256SUMS: GitHub answered 502: \{"message":"Try again"\}$/,
  );
  expect(releases).toMatchObject([{ draft: true, assets: [{ name: "chaukas-spec-common-1.1.0.tgz" }] }]);
  [requests, uploads] = [[], Infinity];
  await announceRelease(repository, announcement);
  expect(requests).toEqual([
    "GET /releases?per_page=100&page=1",
    "POST /uploads/1?name=SHA256SUMS",
    "PATCH /releases/1",
  ]);
  expect(releases).toMatchObject([{ draft: false, assets: [{}, {}] }]);
});

it("does not upload a file twice", async () => {
  await announceRelease(repository, announcement);
  requests = [];
  await announceRelease(repository, announcement);
  expect(requests).toEqual(["GET /releases?per_page=100&page=1", "PATCH /releases/1"]);
});

it("replaces a file of a draft that has different bytes", async () => {
  store({ tag_name: "v1.1.0", body: "", draft: true, prerelease: false }).assets.push({
    ...{ id: 7, name: "SHA256SUMS", digest: "sha256:0" },
  });
  await announceRelease(repository, announcement);
  expect(requests).toContain("DELETE /releases/assets/7");
  expect(releases[0]?.assets).toHaveLength(2);
});

it("refuses to replace a file of a published release", async () => {
  store({ tag_name: "v1.1.0", body: "", draft: false, prerelease: false }).assets.push({
    ...{ id: 7, name: "SHA256SUMS", digest: "sha256:0" },
  });
  const failure = await announceRelease(repository, announcement).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ScriptError);
  expect((failure as ScriptError).message).toMatch(
    /^release v1\.1\.0: SHA256SUMS: already published with different bytes: expected sha256:[0-9a-f]{64}, got sha256:0$/,
  );
  expect((failure as ScriptError).remedy).toBe(
    "check out the tag and build again; to release something else, use a new version",
  );
});

it("does not make a prerelease the latest", async () => {
  await announceRelease(repository, { ...announcement, tag: "v1.2.0-next.0", isPrerelease: true });
  expect(releases).toMatchObject([{ prerelease: true, make_latest: "false" }]);
});

it("finds a draft after more than a hundred other releases", async () => {
  for (let index = 0; index < 130; index++) {
    store({ tag_name: `v0.${index}.0`, body: "", draft: false, prerelease: false });
  }
  store({ tag_name: "v1.1.0", body: "", draft: true, prerelease: false });
  await announceRelease(repository, announcement);
  expect(releases).toHaveLength(131);
  expect(releases.at(-1)).toMatchObject({ tag_name: "v1.1.0", draft: false });
});

it("reports GitHub's answer when it refuses a request", async () => {
  const failure = await announceRelease({ ...repository, token: "other" }, announcement).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({
    message: 'GET /releases?per_page=100&page=1: GitHub answered 401: {"message":"Bad credentials"}',
    remedy: "check that GITHUB_TOKEN may write contents, then run the command again: it resumes where it stopped",
  });
});
