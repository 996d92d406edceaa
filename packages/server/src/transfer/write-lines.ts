// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";

/** Writes lines to stdout, or to a file that appears under its name when all are in it. Resolves with their number. */
export async function writeLines(lines: AsyncIterable<string>, path?: string): Promise<number> {
  if (path === undefined) {
    return writeAll(lines, process.stdout);
  }
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
