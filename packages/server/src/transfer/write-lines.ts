// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import type { Writable } from "node:stream";

/**
 * Writes lines to stdout, or to a file that appears under its name once it is complete. If the name belongs to
 * something other than a regular file, such as a pipe or a device, it is written to directly. Resolves with the number
 * of lines.
 */
export async function writeLines(lines: AsyncIterable<string>, path?: string): Promise<number> {
  if (path === undefined) {
    return writeAll(lines, process.stdout);
  }
  const target = await findTarget(path);
  return target.isFile ? replaceFile(lines, target.path) : writeInto(lines, target.path);
}

/** Resolves symbolic links, and returns whether the path is a regular file or does not exist yet. */
async function findTarget(path: string): Promise<{ path: string; isFile: boolean }> {
  try {
    return { path: await realpath(path), isFile: (await stat(path)).isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return { path, isFile: true };
    }
    throw error;
  }
}

async function writeInto(lines: AsyncIterable<string>, path: string): Promise<number> {
  const stream = createWriteStream(path);
  await once(stream, "open");
  const count = await writeAll(lines, stream);
  stream.end();
  await once(stream, "close");
  return count;
}

async function replaceFile(lines: AsyncIterable<string>, path: string): Promise<number> {
  const staging = `${path}.${process.pid}.partial`;
  try {
    const stream = createWriteStream(staging, { flags: "wx", mode: 0o600 });
    await once(stream, "open");
    const count = await writeAll(lines, stream);
    stream.end();
    await once(stream, "close");
    await syncFile(staging);
    await rename(staging, path);
    return count;
  } catch (error) {
    await rm(staging, { force: true });
    throw error;
  }
}

async function writeAll(lines: AsyncIterable<string>, stream: Writable): Promise<number> {
  let count = 0;
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure = error;
  };
  stream.on("error", fail);
  for await (const line of lines) {
    if (failure !== undefined) {
      throw failure;
    }
    if (!stream.write(`${line}\n`)) {
      await once(stream, "drain");
    }
    count += 1;
  }
  stream.off("error", fail);
  return count;
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  await file.sync();
  await file.close();
}
