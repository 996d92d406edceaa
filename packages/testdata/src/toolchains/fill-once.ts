// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/** A folder of the cache, or the reason why there is none. */
export type CacheFolder =
  | { readonly folder: string; readonly problem?: never }
  | { readonly folder?: never; readonly problem: string };

/**
 * Returns a folder of the cache, after `fill` has written its content into an empty folder, unless it exists. `fill`
 * resolves with the reason if it cannot. No other process ever sees the folder half filled.
 */
export async function fillOnce(
  folder: string,
  fill: (staging: string) => Promise<string | undefined>,
): Promise<CacheFolder> {
  if (existsSync(folder)) {
    return { folder };
  }
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}-`);
  const problem = await fill(staging);
  if (problem !== undefined) {
    rmSync(staging, { recursive: true });
    return { problem };
  }
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another process filled the same folder at the same time.
    rmSync(staging, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
  return { folder };
}
