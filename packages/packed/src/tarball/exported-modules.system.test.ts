// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { findTarballs, type Tarball } from "@chaukas/tooling/tarball";
import { expect, test } from "vitest";
import { listExportedModules } from "./exported-modules.ts";

function tarball(exports: Record<string, unknown>, files: string[]): Tarball {
  const manifest = { name: "@chaukas/example", version: "1.0.0", exports };
  return { path: "", manifest, files, executables: [], packedBytes: 0, unpackedBytes: 0, readText: () => "" };
}

test("lists the modules of paths and patterns, except for Node only modules and files that are not modules", () => {
  const exports = {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./plain": "./dist/plain.js",
    "./node": { default: "./dist/node/index.js" },
    "./gen/*.js": { default: "./dist/gen/*.js" },
    "./proto/*.proto": "./proto/*.proto",
    "./package.json": "./package.json",
  };
  const files = ["dist/index.js", "dist/gen/a/b_pb.js", "dist/gen/a/b_pb.d.ts", "dist/gen/c_pb.js", "proto/a.proto"];
  expect(listExportedModules(tarball(exports, files))).toEqual([
    "@chaukas/example",
    "@chaukas/example/plain",
    "@chaukas/example/gen/a/b_pb.js",
    "@chaukas/example/gen/c_pb.js",
  ]);
});

test("lists a module whose file is missing, so that importing it fails", () => {
  expect(listExportedModules(tarball({ ".": { default: "./dist/main.js" } }, []))).toEqual(["@chaukas/example"]);
});

test("finds modules in every packed package", async () => {
  for (const packed of await findTarballs()) {
    expect(listExportedModules(packed)).toContain(packed.manifest.name);
  }
});
