// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { run } from "@chaukas/tooling/run";

/** Runtimes and compilers in the exact versions that a lockfile pins. */
export interface Toolbox {
  /** Returns the path of a file of a tool, such as `node20/bin/node`. */
  path(file: string): string;
  /** Returns the version of a tool by its name in the manifest, such as `node20`. */
  version(tool: string): string;
}

/** Options of {@link openToolbox}. */
export interface ToolboxOptions {
  /** Folder with the package.json and the package-lock.json of the tools. Default: `toolbox` beside this file. */
  readonly manifestFolder?: string;
  /** Folder in which toolboxes are cached. Default: `toolbox` in {@link cacheDir}. */
  readonly cache?: string;
}

/**
 * Opens the toolbox. On first use of a lockfile, npm installs the toolbox into the cache.
 *
 * An installation is put into place only when it is complete, so an interrupted one is never used.
 */
export async function openToolbox(options: ToolboxOptions = {}): Promise<Toolbox> {
  const { manifestFolder = join(import.meta.dirname, "../../toolbox"), cache = join(cacheDir(), "toolbox") } = options;
  const folder = join(cache, fingerprint(manifestFolder));
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    removeAbandoned(cache);
    await install(manifestFolder, folder);
  }
  return {
    path: (file) => join(folder, "node_modules", file),
    version(tool) {
      const manifest = readFileSync(join(folder, "node_modules", tool, "package.json"), "utf8");
      return (JSON.parse(manifest) as { version: string }).version;
    },
  };
}

const manifestFiles = ["package.json", "package-lock.json"] as const;

function fingerprint(manifestFolder: string): string {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of manifestFiles) {
    hash.update(readFileSync(join(manifestFolder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function install(manifestFolder: string, folder: string): Promise<void> {
  // Another name each time, since an installation that a caller gave up may still be going on.
  const staging = mkdtempSync(`${folder}.${process.pid}.`);
  const remove = () => rmSync(staging, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    for (const file of manifestFiles) {
      cpSync(join(manifestFolder, file), join(staging, file));
    }
    // The tools fetch their binaries in install scripts. The manifest lists the packages that may run them.
    const args = ["ci", "--ignore-scripts=false", "--no-audit", "--no-fund", "--loglevel=error"];
    const installing = () =>
      run("npm", args, {
        cwd: staging,
        remedy: "check that the npm registry can be reached, then run the command again",
      });
    // Registries fail now and then. What they have sent is in the cache of npm.
    await installing().catch(installing);
    if (!existsSync(folder)) {
      renameSync(staging, folder);
    }
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/** Removes what killed installations left behind. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const [, pid] = name.split(".");
    if (pid !== undefined && !isRunning(Number(pid))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
