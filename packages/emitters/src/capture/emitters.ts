// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A program that emits telemetry with the instrumentation of others. */
export interface Emitter {
  readonly name: string;
  /** Folder of the program and of the manifest that pins what it needs. */
  readonly folder: string;
  readonly language: "js" | "python";
  /** Name of the program in the folder. */
  readonly program: string;
  readonly about: string;
}

// Also has the scenarios that they share.
const emittersFolder = join(import.meta.dirname, "../../emitters");

/** Returns all emitters by their name, in alphabetical order. */
export function listEmitters(): Emitter[] {
  return readdirSync(emittersFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readEmitter(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readEmitter(name: string): Emitter {
  const folder = join(emittersFolder, name);
  const program = ["emit.mjs", "emit.cjs", "emit.py"].find((file) => existsSync(join(folder, file)));
  if (program === undefined) {
    throw new Error(`emitters/${name}: expected emit.mjs, emit.cjs or emit.py, got ${readdirSync(folder).join(", ")}`);
  }
  if (program === "emit.py") {
    const [, about = ""] = /^"""(.*)\."""$/m.exec(readFileSync(join(folder, program), "utf8")) ?? [];
    return { name, folder, language: "python", program, about };
  }
  const { description } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { description: string };
  return { name, folder, language: "js", program, about: description };
}
