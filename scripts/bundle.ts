// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { command } from "@chaukas/tooling/command";
import { describeLicences } from "@chaukas/tooling/describe-licences";
import { ScriptError } from "@chaukas/tooling/script-error";
import { build, type Plugin } from "esbuild";

const notices = "dist/THIRD-PARTY-NOTICES.txt";

// For packages in CommonJS, which require modules of Node. The names are private, so that code may use the usual ones.
const banner = [
  'import { createRequire as __createRequire } from "node:module";',
  "const require = __createRequire(import.meta.url);",
].join("\n");

/**
 * Gets modules of Node without importing them. An import reads all exports of a module, among them those that load
 * others: to import `node:http` loads all of `fetch`.
 */
const builtins: Plugin = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[\w/]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, "");
      const isBuiltin = path.startsWith("node:") || builtinModules.includes(name);
      return kind === "import-statement" && isBuiltin ? { path: `node:${name}`, namespace: "builtin" } : undefined;
    });
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** Functions, by the end of what imports them, that are loaded with their first call, which may never come. */
const onDemand: Readonly<Record<string, readonly string[]>> = {
  // Only a message that breaks a rule needs it, and it compiles descriptors of its own when it is loaded.
  "@bufbuild/protovalidate": ["createValidator"],
  // It reads descriptors, which take most of the time to load a thread that rarely needs words.
  "../words/collect-words.js": ["collectWords"],
};

/** A module of functions that are loaded on demand, and the file that has them. */
interface OnDemandArgs {
  readonly pluginData: { readonly file: string; readonly names: readonly string[] };
}

const lazyFunctions: Plugin = {
  name: "lazy-functions",
  setup({ onResolve, onLoad, resolve: find }) {
    onResolve({ filter: /^[@.]/ }, async ({ path, kind, resolveDir, pluginData }) => {
      const [, names] = Object.entries(onDemand).find(([end]) => path.endsWith(end)) ?? [];
      if (names === undefined || kind !== "import-statement" || pluginData === "found") {
        return undefined;
      }
      // As an import, since packages may have other files for `require`.
      const { path: file } = await find(path, { kind, resolveDir, pluginData: "found" });
      // A relative path, since bundles contain it.
      return { path: relative(process.cwd(), file), namespace: "on-demand", pluginData: { file, names } };
    });
    onLoad({ filter: /.*/, namespace: "on-demand" }, ({ pluginData: { file, names } }: OnDemandArgs) => ({
      contents: names
        .map((name) => `export const ${name} = (...values) => require(${JSON.stringify(file)}).${name}(...values);`)
        .join("\n"),
      resolveDir: dirname(file),
    }));
  },
};

command({
  usage: "node scripts/bundle.ts FILE…",
  about: `Replaces compiled programs and threads in dist/ of the package in the current folder with bundles of all that they
import, since to load one file takes a fraction of the time that hundreds take. What a program imports on
demand stays on demand, in files of dist/chunks/. Writes the licences of the bundled packages to
${notices}.`,
  async run(files) {
    if (files.length === 0) {
      throw new ScriptError("expected at least one file", "name the programs, such as dist/cli/main.js");
    }
    const inputs = new Set<string>();
    for (const file of files) {
      const { metafile } = await build({
        entryPoints: { [file.replace(/^dist\/|\.js$/g, "")]: file },
        outdir: "dist",
        chunkNames: "chunks/[name]-[hash]",
        allowOverwrite: true,
        bundle: true,
        splitting: true,
        format: "esm",
        platform: "node",
        target: "node22.16",
        external: ["pg-native"],
        legalComments: "inline",
        banner: { js: banner },
        metafile: true,
        logLevel: "warning",
        plugins: [builtins, lazyFunctions],
      });
      for (const [input, { imports }] of Object.entries(metafile.inputs)) {
        // Others are made by the plugins.
        if (!/^(builtin|on-demand):/.test(input)) {
          inputs.add(resolve(input));
        }
        for (const { kind, path } of imports) {
          if (kind === "dynamic-import" && metafile.inputs[path]?.format === "cjs") {
            const remedy = "import it in a module of its own, and import that module on demand";
            throw new ScriptError(`${input}: import() of a bundled CommonJS module has no names: ${path}`, remedy);
          }
        }
      }
    }
    for (const file of files) {
      // It maps the compiled file, which is gone.
      rmSync(`${file}.map`, { force: true });
    }
    writeFileSync(notices, describeLicences([...inputs]));
  },
});
