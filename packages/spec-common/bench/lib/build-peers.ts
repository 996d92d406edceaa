// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { run } from "@chaukas/tooling/run";
import { build } from "esbuild";

/** The functions of another library, on its own kind of message. */
export interface Peer {
  readonly name: string;
  readonly encode: (message: object) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => object;
}

interface StaticType {
  readonly encode: (message: object) => { finish(): Uint8Array };
  readonly decode: (bytes: Uint8Array) => object;
}

const packageRoot = join(import.meta.dirname, "../..");
const packages = ["ts-proto@2.18.0", "protobufjs@8.8.1", "protobufjs-cli@2.7.1", "@bufbuild/protobuf@2.17.0"];
const events = "chaukas/spec/common/v1/events";

/**
 * Installs ts-proto and protobufjs from npm into a folder of the cache, lets them generate their code for events, and
 * returns the functions of that code.
 */
export async function buildPeers(): Promise<Peer[]> {
  const folder = join(cacheDir(), "codec-bench", packages.join("+").replaceAll(/[@/]+/g, "-"));
  if (!existsSync(join(folder, "node_modules"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", private: true }));
    await run("npm", ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", ...packages], { cwd: folder });
  }
  const bin = join(folder, "node_modules/.bin");
  const env = { ...process.env, PATH: [bin, process.env["PATH"]].join(delimiter) };
  const template = JSON.stringify({
    version: "v2",
    inputs: [
      {
        directory: join(packageRoot, "../.."),
        paths: [join(packageRoot, "../../proto/chaukas/spec/common")],
        exclude_types: ["chaukas.spec.options.v1", "buf.validate"],
      },
    ],
    plugins: [
      {
        local: "protoc-gen-ts_proto",
        out: "ts-proto",
        include_imports: true,
        opt: ["esModuleInterop=true", "importSuffix=.js", "oneof=unions"],
      },
    ],
  });
  await run("buf", ["generate", "--template", template], { cwd: folder, env });
  const outfile = join(folder, "ts-proto.js");
  await build({
    entryPoints: [join(folder, `ts-proto/${events}.ts`)],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
  });
  const target = ["-t", "static-module", "-w", "es6", "--no-create", "--no-verify", "--no-delimited"];
  const source = ["-p", join(packageRoot, "proto"), "-o", "protobufjs.js", join(packageRoot, `proto/${events}.proto`)];
  await run("pbjs", [...target, ...source], { cwd: folder, env });
  const { Event } = (await import(outfile)) as { Event: StaticType };
  const { chaukas } = (await import(join(folder, "protobufjs.js"))) as {
    chaukas: { spec: { common: { v1: { Event: StaticType } } } };
  };
  return [toPeer("ts-proto 2.18", Event), toPeer("protobufjs 8.8 static", chaukas.spec.common.v1.Event)];
}

function toPeer(name: string, type: StaticType): Peer {
  return { name, encode: (message) => type.encode(message).finish(), decode: (bytes) => type.decode(bytes) };
}
