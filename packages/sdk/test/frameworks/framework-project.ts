// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { openToolbox } from "@chaukas/packed/toolbox";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";

/** A project with a framework, in which programs run that use it together with this package. */
export interface FrameworkProject {
  /** Folder of the project. */
  readonly folder: string;
  /** Copies a program into the project, and returns its path there. */
  add(program: string): string;
  /** Writes a program into the project, and returns its path there. */
  write(name: string, source: string): string;
  /** Compiles all programs of the project with the types of the framework. Resolves to the errors, or an empty text. */
  checkTypes(): Promise<string>;
  /** Removes the project, but not the installed framework. */
  close(): void;
}

const { resolve } = createRequire(import.meta.url);
const tsc = join(dirname(resolve("typescript/package.json")), "bin/tsc");

/**
 * Opens a project with what the manifest of a folder names. npm installs it into the cache on first use, outside of the
 * workspace. Throws a `ScriptError` if that fails.
 */
export async function openFrameworkProject(manifestFolder: string): Promise<FrameworkProject> {
  const toolbox = await openToolbox({ manifestFolder, cache: join(cacheDir(), "frameworks") });
  const folder = mkdtempSync(join(tmpdir(), "chaukas-framework-"));
  linkPackages(toolbox.path("."), join(folder, "node_modules"));
  const ownPackages = join(folder, "node_modules/@chaukas");
  mkdirSync(ownPackages, { recursive: true });
  for (const name of ["sdk", "spec-common"]) {
    symlinkSync(join(root, "packages", name), join(ownPackages, name));
  }
  symlinkSync(join(root, "packages/sdk/node_modules/@types"), join(folder, "types"));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const programs: string[] = [];

  return {
    folder,
    add(program) {
      const path = join(folder, basename(program));
      cpSync(program, path);
      programs.push(path);
      return path;
    },
    write(name, source) {
      const path = join(folder, name);
      writeFileSync(path, source);
      programs.push(path);
      return path;
    },
    async checkTypes() {
      const compilerOptions = {
        noEmit: true,
        allowImportingTsExtensions: true,
        erasableSyntaxOnly: true,
        moduleDetection: "force",
        typeRoots: [join(folder, "types")],
        types: ["node"],
        lib: ["ES2024", "DOM", "DOM.Iterable"],
        // The declarations of the frameworks have errors of their own.
        skipLibCheck: true,
      };
      const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files: programs };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
      const { code, output } = await capture(process.execPath, [tsc, "--project", folder, "--pretty", "false"], {
        cwd: folder,
      });
      return code === 0 ? "" : output;
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** Links each package of a folder, so that further ones can be added beside them. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith("@")) {
      linkPackages(join(from, name), join(to, name));
    } else if (!name.startsWith(".")) {
      symlinkSync(join(from, name), join(to, name));
    }
  }
}
