// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { isSpecPackage, listPublicPackages } from "@chaukas/tooling/public-packages";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PackageManifest, Tarball } from "@chaukas/tooling/tarball";
import { readDist } from "../artifacts/read-dist.ts";
import { readPythonDist } from "../artifacts/read-python-dist.ts";
import { latestVersion } from "../changelog/changelog-entries.ts";
import { fetchPublished } from "../publish/published-package.ts";
import { readGoModule } from "../version/go-module.ts";
import { listPublished, requirePublished, requirePythonSboms, requireSboms } from "./check-release.ts";
import { interruptPublish } from "./interrupt-publish.ts";
import type { LocalIndex } from "./local-index.ts";
import type { LocalRegistry } from "./local-registry.ts";
import { packageManagers } from "./package-managers.ts";
import type { RehearsalLog } from "./rehearsal-log.ts";
import { rehearseGo } from "./rehearse-go.ts";
import { rehearsePython, rehearsePythonPrerelease } from "./rehearse-python.ts";
import { createReleaseClone, type ReleaseClone, requireRefusal } from "./release-clone.ts";
import { requireSameFiles } from "./same-files.ts";
import { type Use, usePackages } from "./use-packages.ts";

const summary = "Rehearse a release.";
const pullRequest = 4711;
/** Packages with versions and tags of their own, after those that they depend on. */
const ownTags = ["explorer", "sdk", "server"] as const;

/** Releases HEAD to an empty registry and an empty index, then a prerelease. All files that it creates are in the folder. */
export async function rehearse(
  folder: string,
  registry: LocalRegistry,
  index: LocalIndex,
  log: RehearsalLog,
): Promise<void> {
  const variables = {
    NPM_CONFIG_USERCONFIG: registry.npmrc,
    UV_PUBLISH_USERNAME: "rehearsal",
    UV_PUBLISH_PASSWORD: "",
  };
  const clone = await log.step("clone and install", () => createReleaseClone(join(folder, "clone"), variables));
  const version = await log.step("create versions from a changeset", () => bump(clone));
  await log.step("refuse a manually edited version", () => refuseManualEdit(clone));
  const tarballs = await log
    .step("commit, tag and build", () => tagAndBuild(clone, version))
    .then(() => readSpec(clone));
  await log.step("build again in another folder", () => compareBuilds(clone, join(folder, "far/away"), variables));
  await log.step("write notes, checksums and SBOMs", () => describe(clone, version, tarballs));

  const args = ["--registry", registry.url];
  await log.step("refuse a tag with another version", () => refuseTag(clone, tarballs, registry.url));
  await log.step("kill publishing halfway", async () => {
    await interruptPublish(clone, "release-publish.ts", ...args);
    const count = (await listPublished(tarballs, registry.url)).length;
    if (count === 0 || count === tarballs.length) {
      throw new ScriptError(`expected some of ${tarballs.length} packages to be published, got ${count}`);
    }
    return `${count} of ${tarballs.length} published`;
  });
  await log.step("publish the rest", async () => {
    await clone.npmRun("release:publish", ...args);
    await requirePublished(tarballs, registry.url);
    return `${tarballs.length} packages, latest ${version}`;
  });
  await log.step("publish again", () => publishAgain(clone, tarballs, args));
  await log.step("refuse different bytes", () => refuseOtherBytes(clone, tarballs, args));
  await rehearsePython(clone, folder, index, log);
  await log.step("require the tag in Go, and use it", () => rehearseGo(clone, folder, `v${version}`));
  const own = await log.step("publish packages with tags of their own", () => publishOwn(clone, registry.url));

  const [current, older] = [tarballs.filter((item) => !needsProtobufV1(item)), tarballs.filter(needsProtobufV1)];
  const others = dependenciesOf(clone, "round-trip");
  const used = [...current, ...own];
  const programs = join(clone.folder, "packages/round-trip/src");
  for (const manager of packageManagers) {
    await log.step(`install and use the packages with ${manager}`, async () => {
      const project = join(folder, `user-${manager}`);
      return describeUse(await usePackages({ manager, project, registry: registry.url }, used, others, programs));
    });
  }
  await log.step("install and use the packages for Connect-ES 1", async () => {
    const project = join(folder, "user-connect-v1");
    const peers = dependenciesOf(clone, "spec-connect-v1", (name) => /^@(?:bufbuild|connectrpc|types)\//.test(name));
    return `${(await usePackages({ manager: "npm", project, registry: registry.url }, older, peers)).modules} modules`;
  });
  await log.step("publish a prerelease", () => prerelease(clone, version, registry.url));
  await log.step("publish the Python prerelease", () => rehearsePythonPrerelease(clone, folder, index, version));
  const nextOwn = await log.step("publish their prereleases", () => publishOwn(clone, registry.url));
  await log.step("install and use the prerelease", async () => {
    const project = join(folder, "user-next");
    const next = [...(await readSpec(clone)).filter((item) => !needsProtobufV1(item)), ...nextOwn];
    const trial = { manager: "npm", project, registry: registry.url, distTag: "next" } as const;
    return describeUse(await usePackages(trial, next, others, programs));
  });
}

function describeUse({ modules, events }: Use): string {
  return `${modules} modules, ${events} events`;
}

/** Commits a changeset as a squashed pull request would, and turns it into a version. Returns the spec's version. */
async function bump(clone: ReleaseClone): Promise<string> {
  const before = specVersion(clone);
  const changeset = `---\n"@chaukas/spec-common": minor\n---\n\n${summary}\n`;
  clone.write(".changeset/rehearsal.md", changeset);
  await clone.commit(`Rehearse a release (#${pullRequest})`);
  await clone.npmRun("release:version");
  await clone.npmRun("check:versions");
  const version = specVersion(clone);
  if (version === before) {
    throw new ScriptError(`expected a new version, got ${before} again`);
  }
  for (const { name, folder } of listPublicPackages(clone.folder).filter((item) => isSpecPackage(item.name))) {
    const changelog = clone.read(`${folder}/CHANGELOG.md`);
    if (latestVersion(changelog) !== version) {
      throw new ScriptError(`${folder}/CHANGELOG.md: expected version ${version}, got ${latestVersion(changelog)}`);
    }
    const link = `${summary} ([#${pullRequest}](https://github.com/`;
    if (name === "@chaukas/spec-common" && !changelog.includes(link)) {
      throw new ScriptError(`${folder}/CHANGELOG.md: expected "${link}", got:\n${changelog}`);
    }
  }
  await clone.commit(`Release ${version}`);
  return version;
}

async function refuseManualEdit(clone: ReleaseClone): Promise<string> {
  const path = "packages/spec-client/package.json";
  const manifest = clone.read(path);
  clone.write(path, manifest.replace(/"version": ".*"/, '"version": "9.9.9"'));
  const message = await requireRefusal(
    clone,
    ["packages/release/src/commands/check-versions.ts"],
    `${path}: expected version `,
  );
  clone.write(path, manifest);
  return message;
}

async function tagAndBuild(clone: ReleaseClone, version: string): Promise<string> {
  await clone.run("git", "tag", `v${version}`);
  await clone.npmRun("build");
  await clone.npmRun("build:python");
  return `v${version}`;
}

/** Builds the same commit in another folder, time zone and umask, and compares the files byte by byte. */
async function compareBuilds(clone: ReleaseClone, folder: string, variables: NodeJS.ProcessEnv): Promise<string> {
  const umask = process.umask(0o077);
  try {
    const other = await createReleaseClone(folder, { ...variables, TZ: "Pacific/Auckland", LC_ALL: "C" }, clone.folder);
    await other.run("turbo", "run", "pack", "--force", "--output-logs=errors-only");
    await other.npmRun("build:python");
    const tarballs = globSync(join(folder, "packages/*/.pack/*.tgz"));
    const python = globSync(join(folder, "dist/python/*"));
    requireSameFiles(join(clone.folder, "dist"), "*.tgz", tarballs);
    requireSameFiles(join(clone.folder, "dist/python"), "*", python);
    return `${tarballs.length} tarballs, ${python.length} Python files, identical`;
  } finally {
    process.umask(umask);
  }
}

async function describe(clone: ReleaseClone, version: string, tarballs: readonly Tarball[]): Promise<string> {
  const notes = await clone.npmRun("release:notes");
  for (const part of [
    summary,
    `/pull/${pullRequest})`,
    ...tarballs.map(({ manifest }) => `${manifest.name}@${version}`),
    `chaukas-spec-client==${version}`,
    `${readGoModule(clone.folder)}@v${version}`,
  ]) {
    if (!notes.includes(part)) {
      throw new ScriptError(`release notes: expected ${JSON.stringify(part)}, got:\n${notes}`);
    }
  }
  await clone.npmRun("release:checksums");
  await clone.run("sh", "-c", "cd dist && sha256sum --check --strict --quiet SHA256SUMS");
  await clone.npmRun("release:sbom");
  const dist = join(clone.folder, "dist");
  requireSboms(await readDist(dist), dist);
  requirePythonSboms(await readPythonDist(join(dist, "python")), join(dist, "python"));
  return "ok";
}

async function refuseTag(clone: ReleaseClone, tarballs: readonly Tarball[], registry: string): Promise<string> {
  const args = ["packages/release/src/commands/release-publish.ts", "--registry", registry, "--tag", "v9.9.9"];
  const message = await requireRefusal(clone, args, "tag v9.9.9: expected packages of version 9.9.9, got ");
  const published = await listPublished(tarballs, registry);
  if (published.length > 0) {
    throw new ScriptError(`expected nothing to be published, got ${published.join(", ")}`);
  }
  return message;
}

/** Publishes the packages that have their own versions and tags, and new ones, after those that they depend on. */
async function publishOwn(clone: ReleaseClone, registry: string): Promise<Tarball[]> {
  const published: Tarball[] = [];
  for (const folder of ownTags) {
    const tarball = await findOwn(clone, folder);
    const { name, version } = tarball.manifest;
    // A release of the spec need not be one of a package that does not depend on it at run time.
    if (!Object.hasOwn((await fetchPublished(registry, name)).versions, version)) {
      await publishAlone(clone, registry, folder, tarball, published);
      published.push(tarball);
    }
  }
  return published;
}

async function findOwn(clone: ReleaseClone, folder: string): Promise<Tarball> {
  const name = `@chaukas/${folder}`;
  const tarball = (await readDist(join(clone.folder, "dist"))).find(({ manifest }) => manifest.name === name);
  if (tarball === undefined) {
    throw new ScriptError(`dist: expected a tarball of ${name}, found none`);
  }
  return tarball;
}

async function publishAlone(
  clone: ReleaseClone,
  registry: string,
  folder: string,
  tarball: Tarball,
  before: readonly Tarball[],
): Promise<void> {
  const { name, version } = tarball.manifest;
  const tag = `${folder}-v${version}`;
  await clone.run("git", "tag", "--force", tag);
  const notes = await clone.npmRun("release:notes", "--tag", tag);
  if (!notes.includes(`${name}@${version}`)) {
    throw new ScriptError(`release notes: expected ${name}@${version}, got:\n${notes}`);
  }
  await clone.npmRun("release:publish", "--registry", registry, "--tag", tag);
  await requirePublished([tarball], registry, [...(await readSpec(clone)), ...before]);
}

async function publishAgain(clone: ReleaseClone, tarballs: readonly Tarball[], args: readonly string[]) {
  const output = await clone.npmRun("release:publish", ...args);
  const count = output.split("\n").filter((line) => line.includes(": already published")).length;
  if (count !== tarballs.length) {
    throw new ScriptError(`expected ${tarballs.length} packages to be published already, got:\n${output}`);
  }
  return `${count} already published`;
}

async function refuseOtherBytes(
  clone: ReleaseClone,
  [first]: readonly Tarball[],
  args: readonly string[],
): Promise<string> {
  const path = first?.path ?? "";
  const bytes = readFileSync(path);
  writeFileSync(path, gzipSync(gunzipSync(bytes), { level: 1 }));
  const script = ["packages/release/src/commands/release-publish.ts", ...args];
  const message = await requireRefusal(clone, script, "already published with different bytes");
  writeFileSync(path, bytes);
  return message;
}

async function prerelease(clone: ReleaseClone, stable: string, registry: string): Promise<string> {
  await clone.run("node_modules/.bin/changeset", "pre", "enter", "next");
  const version = await bump(clone);
  await tagAndBuild(clone, version);
  await clone.npmRun("release:publish", "--registry", registry);
  const tarballs = await readSpec(clone);
  await requirePublished(tarballs, registry);
  for (const { manifest } of tarballs) {
    const { latest, next } = (await fetchPublished(registry, manifest.name))["dist-tags"];
    if (latest !== stable || next !== version || !version.includes("-next.")) {
      throw new ScriptError(
        `${manifest.name}: expected latest ${stable} and a prerelease as next, got ${latest}, ${next}`,
      );
    }
  }
  return `next ${version}, latest ${stable}`;
}

function specVersion(clone: ReleaseClone): string {
  return (JSON.parse(clone.read("packages/spec-common/package.json")) as PackageManifest).version;
}

async function readSpec(clone: ReleaseClone): Promise<Tarball[]> {
  return (await readDist(join(clone.folder, "dist"))).filter(({ manifest }) => isSpecPackage(manifest.name));
}

/** Returns whether a package is for protobuf-es 1, which an application cannot install together with version 2. */
function needsProtobufV1({ manifest }: Tarball): boolean {
  return manifest.peerDependencies?.["@bufbuild/protobuf"]?.startsWith("^1.") === true;
}

/** Returns the dependencies of a workspace package, for development or not, except other workspace packages. */
function dependenciesOf(
  clone: ReleaseClone,
  name: string,
  isIncluded: (name: string) => boolean = (other) => !/^(?:typescript|vitest)$/.test(other),
): Record<string, string> {
  const { dependencies, devDependencies } = JSON.parse(clone.read(`packages/${name}/package.json`)) as PackageManifest;
  return Object.fromEntries(
    Object.entries({ ...devDependencies, ...dependencies }).filter(
      ([other]) => !other.startsWith("@chaukas/") && isIncluded(other),
    ),
  );
}
