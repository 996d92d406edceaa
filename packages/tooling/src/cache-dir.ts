// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Returns the folder, outside the repository, that caches what the checks download or install:
 * `CHAUKAS_CACHE_DIR`, else `chaukas-spec` in `XDG_CACHE_HOME`, else `~/.cache/chaukas-spec`.
 */
export function cacheDir(): string {
  const { CHAUKAS_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  return CHAUKAS_CACHE_DIR || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "chaukas-spec");
}
