// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CacheFolder, fillOnce, runGo } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";

const folders = join(import.meta.dirname, "../..");

/**
 * Builds an OpenTelemetry Collector into a folder of the cache, as the program `collector`: with the receiver `otlp`, the
 * processor `batch`, and the exporters `otlp`, `otlp_http` and `debug`. The first time takes minutes. Resolves with the
 * reason if it cannot be built: there is no Go, or its proxy cannot be reached.
 */
export function buildCollector(): Promise<CacheFolder> {
  return build("collector", ".");
}

/** Builds telemetrygen, which sends spans in great numbers, as {@link buildCollector} builds the collector. */
export function buildTelemetrygen(): Promise<CacheFolder> {
  return build("telemetrygen", "github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen");
}

/** Builds a program whose module is in the folder of its name. */
function build(name: string, importPath: string): Promise<CacheFolder> {
  const source = join(folders, name);
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of readdirSync(source).sort()) {
    hash.update(readFileSync(join(source, file)));
  }
  return fillOnce(join(cacheDir(), name, hash.digest("hex").slice(0, 16)), async (staging) => {
    const { status, stderr } = await runGo(["build", "-o", join(staging, name), importPath], source);
    if (status === 0) {
      return undefined;
    }
    return status === null
      ? `${name} requires go, which is not installed`
      : `${name} requires go and its proxy: ${stderr.trim()}`;
  });
}
