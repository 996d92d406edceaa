// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Consumer } from "./consumer.ts";

/** How users set up their compiler. Connect's own types need those of the DOM, which are there by default. */
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

/** Name of a way to set up the compiler. */
export type TypeCheckMode = keyof typeof modes;

/** The ways to set up the compiler: for Node by its own resolution or a bundler's, and for a browser where it has a program. */
export function typeCheckModesOf({ folder }: Consumer): TypeCheckMode[] {
  const names = Object.keys(modes) as TypeCheckMode[];
  return names.filter((name) => name !== "browser" || existsSync(join(folder, "api.ts")));
}

/**
 * Compiles the TypeScript of a consumer, and with it every declaration file that it reaches. Throws
 * {@link ScriptError} with the compiler's messages.
 */
export async function typeCheck({ folder }: Consumer, tsc: string, mode: TypeCheckMode): Promise<void> {
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
  const { code, output } = await capture(process.execPath, [tsc, "--project", project, "--pretty", "false"], {
    cwd: folder,
    timeoutMs: 300_000,
  });
  if (code !== 0) {
    throw new ScriptError(output.trim());
  }
}
