// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Emitter } from "./emitters.ts";
import { runEmitter } from "./run-emitter.ts";
import { type SunkRequest, startSink } from "./start-sink.ts";

/** Runs an emitter, and writes what it sent and a manifest into a folder, in place of what is there. */
export async function captureEmitter(emitter: Emitter, folder: string): Promise<readonly SunkRequest[]> {
  const sink = await startSink();
  try {
    const versions = await runEmitter(emitter, sink.url);
    if (sink.requests.length === 0) {
      throw new ScriptError(`the emitter ${emitter.name} sent nothing`);
    }
    refuseFolders(emitter, sink.requests);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const requests = sink.requests.map(({ body, ...request }, index) => {
      const file = `${String(index + 1).padStart(3, "0")}.bin`;
      writeFileSync(join(folder, file), body);
      return { file, ...request };
    });
    const manifest = { emitter: emitter.name, about: emitter.about, ...versions, requests };
    writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    return sink.requests;
  } finally {
    await sink.close();
  }
}

/** Refuses requests that name folders of this machine, because captures are published. */
function refuseFolders({ name }: Emitter, requests: readonly SunkRequest[]): void {
  for (const { path, body, contentEncoding } of requests) {
    const text = (contentEncoding === "gzip" ? gunzipSync(body) : body).toString("latin1");
    const found = [root, homedir()].find((each) => text.includes(`${each}/`));
    if (found !== undefined) {
      const begin = text.indexOf(`${found}/`);
      throw new ScriptError(
        `the emitter ${name} sent ${JSON.stringify(text.slice(begin, begin + 60))} to ${path}: expected no folder of this machine`,
        "set CHAUKAS_CACHE_DIR to a folder outside of your home folder, such as /tmp/chaukas, for this command",
      );
    }
  }
}
