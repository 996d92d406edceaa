// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CacheFolder, fillOnce, runGo } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";

const source = join(import.meta.dirname, "../../collector");

/**
 * Builds an OpenTelemetry Collector into a folder of the cache, as the program `collector`: with the receiver `otlp`, the
 * processor `batch`, and the exporters `otlp`, `otlp_http` and `debug`. The first time takes minutes. Resolves with the
 * reason if it cannot be built: there is no Go, or its proxy cannot be reached.
 */
export async function buildCollector(): Promise<CacheFolder> {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["go.mod", "go.sum", "main.go"]) {
    hash.update(readFileSync(join(source, file)));
  }
  return fillOnce(join(cacheDir(), "collector", hash.digest("hex").slice(0, 16)), async (staging) => {
    const { status, stderr } = await runGo(["build", "-o", join(staging, "collector"), "."], source);
    if (status === 0) {
      return undefined;
    }
    return status === null
      ? "the collector requires go, which is not installed"
      : `the collector requires go and its proxy: ${stderr.trim()}`;
  });
}
