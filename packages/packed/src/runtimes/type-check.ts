// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Captured, capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Consumer } from "./consumer.ts";

/** Compiler configurations of users. Connect's own types need those of the DOM, which are included by default. */
const modes = {
  NodeNext: {
    compilerOptions: { module: "nodenext", types: ["node"] },
    files: ["api.ts", "api-node.ts", "modules.ts"],
  },
  Bundler: {
    compilerOptions: { module: "esnext", moduleResolution: "bundler", types: ["node"] },
    files: ["api.ts", "api-node.ts", "modules.ts"],
  },
  browser: {
    compilerOptions: {
      module: "esnext",
      moduleResolution: "bundler",
      types: [],
      lib: ["ES2022", "DOM", "DOM.Iterable"],
    },
    files: ["api.ts", "modules.ts"],
  },
} as const;

/** Name of a compiler configuration. */
export type TypeCheckMode = keyof typeof modes;

/**
 * Returns the compiler configurations for a consumer: for Node with Node's or a bundler's module resolution, and for
 * browsers if it has a program for them.
 */
export function typeCheckModesOf({ folder }: Consumer): TypeCheckMode[] {
  const names = Object.keys(modes) as TypeCheckMode[];
  return names.filter((name) => name !== "browser" || existsSync(join(folder, "api.ts")));
}

/**
 * Type-checks the TypeScript files of a consumer and every declaration file that they reach. Throws {@link ScriptError}
 * with the compiler's messages.
 */
export async function typeCheck(consumer: Consumer, tsc: string, mode: TypeCheckMode): Promise<void> {
  const { code, output } = await compile(tsc, consumer.folder, ["--project", writeProject(consumer, mode)]);
  if (code !== 0) {
    throw new ScriptError(output.trim());
  }
}

/**
 * Type-checks all consumers in all their configurations, and returns the compiler's messages, or undefined if there are
 * none. One process does it in half the time of one for each, but its messages do not say in which configuration they
 * arise, which {@link typeCheck} does.
 */
export async function typeCheckAll(consumers: readonly Consumer[], tsc: string): Promise<string | undefined> {
  const projects = consumers.flatMap((consumer) =>
    typeCheckModesOf(consumer).map((mode) => join(consumer.folder, writeProject(consumer, mode))),
  );
  // Forced, because an earlier compiler leaves files behind from which a later one would take the result.
  const { code, output } = await compile(tsc, tmpdir(), ["--build", "--force", ...projects]);
  return code === 0 ? undefined : output.trim();
}

/** Writes the configuration of the compiler, and returns the name of its file. */
function writeProject({ folder }: Consumer, mode: TypeCheckMode): string {
  const { compilerOptions, files } = modes[mode];
  const config = {
    compilerOptions: {
      target: "ES2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      ...compilerOptions,
    },
    files: files.filter((file) => existsSync(join(folder, file))),
  };
  const project = `tsconfig.${mode}.json`;
  writeFileSync(join(folder, project), JSON.stringify(config, null, 2));
  return project;
}

function compile(tsc: string, cwd: string, args: readonly string[]): Promise<Captured> {
  return capture(process.execPath, [tsc, ...args, "--pretty", "false"], { cwd, timeoutMs: 600_000 });
}
