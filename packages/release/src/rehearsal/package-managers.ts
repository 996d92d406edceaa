// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openToolbox } from "@chaukas/packed/toolbox";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { freshEnvironment } from "./release-clone.ts";

/** How to set up a package manager in a project and add packages with it. */
interface PackageManager {
  /** Settings files of a new project, by name. */
  settings(registry: string): Readonly<Record<string, string>>;
  /** Program and arguments that add packages. The packages are appended. */
  command(): Promise<readonly [string, ...string[]]>;
}

// Some package managers wait a day before they install a new version. The rehearsal needs it at once.
const managers = {
  npm: {
    settings: (registry) => ({ ".npmrc": `registry=${registry}\nfund=false\naudit=false\n` }),
    command: async () => ["npm", "install", "--save-exact", "--ignore-scripts", "--loglevel=error"],
  },
  pnpm: {
    settings: (registry) => ({
      ".npmrc": `registry=${registry}\n`,
      "pnpm-workspace.yaml": "minimumReleaseAge: 0\npmOnFail: ignore\nstoreDir: ./.store\ncacheDir: ./.cache\n",
    }),
    command: async () => [join(root, "node_modules/.bin/pnpm"), "add", "--save-exact", "--ignore-scripts"],
  },
  yarn: {
    settings: (registry) => ({
      "yarn.lock": "",
      ".yarnrc.yml": [
        `npmRegistryServer: ${registry}`,
        "unsafeHttpWhitelist: [127.0.0.1]",
        "npmMinimalAgeGate: 0",
        // Plug'n'Play needs support from the editor and the compiler, and TypeScript 7 has none.
        "nodeLinker: node-modules",
        // The metadata cache identifies a registry by its host, and would confuse registries on different ports.
        "globalFolder: ./.cache",
        "enableTelemetry: false\n",
      ].join("\n"),
    }),
    async command() {
      const toolbox = await openToolbox({ manifestFolder: join(import.meta.dirname, "../../toolbox") });
      return [process.execPath, toolbox.path("@yarnpkg/cli-dist/bin/yarn.js"), "add", "--exact", "--mode=skip-build"];
    },
  },
  bun: {
    settings: (registry) => ({
      "bunfig.toml": `[install]\nregistry = "${registry}"\nminimumReleaseAge = 0\n`,
    }),
    command: async () => [(await openToolbox()).path(".bin/bun"), "add", "--exact", "--ignore-scripts"],
  },
} as const satisfies Record<string, PackageManager>;

/** Name of a package manager. */
export type PackageManagerName = keyof typeof managers;

/** Package managers with which the rehearsal installs the packages. */
export const packageManagers = Object.keys(managers) as PackageManagerName[];

/**
 * Adds packages from a registry to an empty project, with an empty cache.
 *
 * @param specifiers such as `@chaukas/spec-client` or `@chaukas/spec-client@next`
 */
export async function installPackages(
  name: PackageManagerName,
  project: string,
  registry: string,
  specifiers: readonly string[],
): Promise<void> {
  const manager: PackageManager = managers[name];
  mkdirSync(project, { recursive: true });
  const manifest = { name: "rehearsal-user", version: "1.0.0", private: true, type: "module" };
  const files = { "package.json": JSON.stringify(manifest, null, 2), ...manager.settings(registry) };
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(project, file), content);
  }
  const [program, ...args] = await manager.command();
  const env = freshEnvironment({
    NPM_CONFIG_USERCONFIG: join(project, "no-npmrc"),
    NPM_CONFIG_CACHE: join(project, ".cache"),
    XDG_CACHE_HOME: join(project, ".cache"),
    BUN_INSTALL_CACHE_DIR: join(project, ".cache"),
  });
  await run(program, [...args, ...specifiers], { cwd: project, env, timeoutMs: 300_000 });
}
