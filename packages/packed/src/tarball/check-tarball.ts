// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Tarball } from "@chaukas/tooling/tarball";
import { findBrokenLinks } from "./find-broken-links.ts";

const published =
  /^(LICENSE|(CHANGELOG|README|SPECIFICATION)\.md|package\.json|(container|dist|docs|src|proto|schemas|vectors)\/.+)$/;
const stray = /\.test\.|\.tsbuildinfo$|(^|\/)\.|(^|\/)(testdata|fixtures?)\//;
// Files that a package must have besides those of every package, since its README says so.
const required: Readonly<Record<string, readonly string[]>> = {
  "@chaukas/explorer": ["dist/evidence/page.notices.txt", "dist/explorer.notices.txt"],
  "@chaukas/server": ["container/Dockerfile", "container/compose.yaml"],
  "@chaukas/spec-common": ["dist/descriptor-set.binpb", "proto/chaukas/spec/common/v1/events.proto"],
  "@chaukas/spec-integrity": ["SPECIFICATION.md"],
  "@chaukas/spec-json-schema": ["dist/openapi.yaml", "schemas/strict/bundle.schema.json"],
  "@chaukas/spec-vectors": ["vectors/index.json"],
};
const shebang = "#!/usr/bin/env node";
// Dependencies that every package may have. SDKs and platforms build on these packages.
const allowed = /^(@chaukas\/spec-[a-z-]+|@connectrpc\/[a-z-]+|@bufbuild\/(protobuf|protovalidate))$/;
// Further dependencies of single packages. The reference server is a program, on which nobody builds.
const allowedBesides: Readonly<Record<string, readonly string[]>> = {
  "@chaukas/server": [
    "@chaukas/explorer",
    "cli-progress",
    "commander",
    "csv-stringify",
    "lru-cache",
    "pg",
    "pino",
    "prom-client",
    "yaml",
  ],
  "@chaukas/spec-integrity": ["@noble/curves", "@noble/hashes"],
  "@chaukas/spec-otel": ["@noble/hashes"],
  "@chaukas/spec-server": ["negotiator"],
};
// Peers of single packages that must be optional: who does not use them need not install them.
const optionalPeers: Readonly<Record<string, readonly string[]>> = {
  "@chaukas/sdk": ["@langchain/core", "@modelcontextprotocol/sdk", "@openai/agents", "ai", "openai"],
};

/**
 * Checks a packed package against the rules for published packages: those of {@link checkContents}, and every export
 * present, few runtime dependencies, types that resolve. Returns one line per problem, which begins with the name of the
 * package.
 */
export async function checkTarball(tarball: Tarball): Promise<string[]> {
  const problems = [
    ...checkExports(tarball),
    ...checkCommands(tarball),
    ...checkDependencies(tarball),
    ...(await checkWithTools(tarball)),
  ];
  return [...checkContents(tarball), ...nameOwner(tarball, problems)];
}

/** Checks that a packed package has no stray file, lacks none, and that the links of its pages lead somewhere. */
export function checkContents(tarball: Tarball): string[] {
  return nameOwner(tarball, [...checkFiles(tarball), ...checkLinks(tarball)]);
}

function nameOwner({ manifest }: Tarball, problems: readonly string[]): string[] {
  return problems.map((problem) => `${manifest.name}: ${problem}`);
}

function checkFiles({ manifest: { name }, files, readText }: Tarball): string[] {
  const problems = files
    .filter((file) => !published.test(file) || stray.test(file))
    .map((file) => `${file}: expected no such file in the tarball`);
  // A package has a changelog from its first release on.
  const isReleased = existsSync(join(root, "packages", name.replace("@chaukas/", ""), "CHANGELOG.md"));
  for (const file of [...(isReleased ? ["CHANGELOG.md"] : []), "LICENSE", "README.md", ...(required[name] ?? [])]) {
    if (!files.includes(file)) {
      problems.push(`${file}: expected it in the tarball, found none`);
    }
  }
  if (files.includes("LICENSE") && readText("LICENSE") !== readFileSync(join(root, "LICENSE"), "utf8")) {
    problems.push("LICENSE: expected the text of the repository's LICENSE");
  }
  return problems;
}

/** Checks the pages of the package, which have to stand alone wherever they are read. */
function checkLinks({ files, readText }: Tarball): string[] {
  const pages = {
    has: (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`)),
    read: readText,
  };
  return files
    .filter((file) => /^[^/]+\.md$/.test(file))
    .flatMap((page) => findBrokenLinks(page, pages).map((problem) => `${problem} in the tarball`));
}

function checkExports({ manifest, files }: Tarball): string[] {
  const problems: string[] = [];
  for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
    for (const path of targetPaths(target)) {
      const pattern = path.replace(/^\.\//, "").split("*");
      const found = files.some((file) => file.startsWith(pattern[0] ?? "") && file.endsWith(pattern.at(-1) ?? ""));
      if (!found) {
        problems.push(`exports["${entry}"]: ${path} is not in the tarball`);
      }
    }
  }
  return problems;
}

/** Checks that a shell can start the commands. Tests that run them through Node would not notice. */
function checkCommands({ manifest, files, executables, readText }: Tarball): string[] {
  return Object.entries(manifest.bin ?? {}).flatMap(([name, target]) => {
    const path = target.replace(/^\.\//, "");
    if (!files.includes(path)) {
      return [`bin["${name}"]: ${target} is not in the tarball`];
    }
    const [first = ""] = readText(path).split("\n", 1);
    return [
      ...(first === shebang ? [] : [`bin["${name}"]: expected ${target} to begin with "${shebang}", got "${first}"`]),
      ...(executables.includes(path) ? [] : [`bin["${name}"]: expected ${target} to be executable`]),
    ];
  });
}

function targetPaths(target: unknown): string[] {
  if (typeof target === "string") {
    return [target];
  }
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targetPaths) : [];
}

function checkDependencies({ manifest }: Tarball): string[] {
  const problems: string[] = [];
  const { name: owner, dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const besides = allowedBesides[owner] ?? [];
  for (const [name, range] of Object.entries({ ...dependencies, ...peerDependencies })) {
    if (optionalPeers[owner]?.includes(name) === true) {
      if (dependencies[name] !== undefined || peerDependenciesMeta[name]?.optional !== true) {
        problems.push(`dependencies["${name}"]: expected an optional peer`);
      }
    } else if (!allowed.test(name) && !besides.includes(name)) {
      const expected = [
        "@chaukas/spec-*",
        "@connectrpc/*",
        "@bufbuild/protobuf",
        "@bufbuild/protovalidate",
        ...besides,
      ];
      problems.push(`dependencies["${name}"]: expected only ${expected.join(", ")}`);
    }
    if (!/^\^\d+\.\d+\.\d+(?: \|\| \^\d+\.\d+\.\d+)*$/.test(range)) {
      problems.push(`dependencies["${name}"]: expected a caret range, got "${range}"`);
    }
  }
  return problems;
}

async function checkWithTools({ path, manifest, files }: Tarball): Promise<string[]> {
  const generated = files
    .filter((file) => manifest.exports?.["./gen/*.js"] !== undefined && /^dist\/gen\/.+\.js$/.test(file))
    .map((file) => `./${file.slice("dist/".length)}`);
  const notCode = Object.keys(manifest.exports ?? {}).filter((entry) => /\.(proto|binpb|html|json|yaml)$/.test(entry));
  const attw = ["--profile", "esm-only", "--format", "ascii", "--no-emoji", "--no-color", path];
  const included = generated.length === 0 ? [] : ["--include-entrypoints", ...generated];
  const excluded = notCode.length === 0 ? [] : ["--exclude-entrypoints", ...notCode];
  return (
    await Promise.all([
      report("publint", ["run", "--strict", path]),
      report("attw", [...attw, ...included, ...excluded]),
    ])
  ).flat();
}

async function report(program: string, args: string[]): Promise<string[]> {
  try {
    await run(program, args);
    return [];
  } catch (error) {
    if (error instanceof ScriptError) {
      return [error.message];
    }
    throw error;
  }
}
