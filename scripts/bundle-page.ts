// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { command } from "@chaukas/tooling/command";
import { describeLicences } from "@chaukas/tooling/describe-licences";
import { ScriptError } from "@chaukas/tooling/script-error";
import { build } from "esbuild";

command({
  usage: "node scripts/bundle-page.ts [--connect] PROGRAM STYLE TEMPLATE PAGE",
  about: `Writes a page that is a single file of HTML: a template in which /* SCRIPT */, /* STYLE */ and POLICY stand for a program
with all that it imports, a style sheet, and a content security policy that allows only these two, by their hashes.
Writes the licences of the bundled packages to a file beside the page that ends in .notices.txt.

  --connect  allow the page to connect to servers; it loads nothing anyway`,
  options: { connect: { type: "boolean", default: false } },
  async run([program, style, template, page], { connect }) {
    if (program === undefined || style === undefined || template === undefined || page === undefined) {
      throw new ScriptError("expected a program, a style sheet, a template and a page", "name all four files");
    }
    const { text: script, inputs } = await bundle(program, "iife");
    const { text: css } = await bundle(style);
    const policy = `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(css)}';${connect ? " connect-src http: https:;" : ""} base-uri 'none'; form-action 'none'`;
    const parts: Readonly<Record<string, string>> = { "/* SCRIPT */": script, "/* STYLE */": css, POLICY: policy };
    const places = /\/\* SCRIPT \*\/|\/\* STYLE \*\/|\bPOLICY\b/g;
    const text = readFileSync(template, "utf8");
    if (text.match(places)?.length !== Object.keys(parts).length) {
      throw new ScriptError(`${template}: expected ${Object.keys(parts).join(", ")} once each`, "correct the template");
    }
    const html = text.replace(places, (place) => parts[place] ?? "");
    writeFileSync(page, html);
    writeFileSync(page.replace(/\.html$/, ".notices.txt"), describeLicences(inputs));
  },
});

/** Bundles and minifies a file, in a form that an element of HTML can contain. */
async function bundle(file: string, format?: "iife"): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    ...(format !== undefined && { format }),
    platform: "browser",
    target: "es2022",
    charset: "ascii",
    legalComments: "inline",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const text = (outputFiles[0]?.text ?? "").trim();
  const [end] = /<\/(?:script|style)|<!--/i.exec(text) ?? [];
  if (end !== undefined) {
    throw new ScriptError(
      `${file}: expected no ${end} in the bundle, which would end its element`,
      "write it otherwise",
    );
  }
  return { text, inputs: Object.keys(metafile.inputs).map((input) => resolve(input)) };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
