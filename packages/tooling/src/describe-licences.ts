// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { ScriptError } from "./script-error.ts";

/** Returns the licences of the packages that files belong to, except for packages of this repository. */
export function describeLicences(files: readonly string[]): string {
  const packages = new Map<string, string[]>();
  for (const file of files.filter((path) => path.split(sep).includes("node_modules"))) {
    const manifest = findManifest(file);
    packages.set(manifest, [...(packages.get(manifest) ?? []), file]);
  }
  const texts = [...packages].map(([manifest, parts]) => {
    const { name, version, license } = JSON.parse(readFileSync(manifest, "utf8"));
    const text = readLicences(dirname(manifest), parts);
    if (text === "") {
      throw new ScriptError(`${name} ${version}: its licence is not in the package`, "use another package or version");
    }
    return `${name} ${version}\nLicence: ${license}\n\n${text}`;
  });
  const line = `\n\n${"-".repeat(80)}\n\n`;
  return `The programs in this folder contain these packages:${line}${texts.sort().join(line)}\n`;
}

/** Returns the manifest of the package that a file belongs to. Others, without a version, only say how files are read. */
function findManifest(file: string): string {
  const manifest = findPackageJSON(pathToFileURL(file));
  if (manifest === undefined) {
    throw new ScriptError(`${file}: belongs to no package`, "install the packages again");
  }
  return JSON.parse(readFileSync(manifest, "utf8")).version === undefined ? findManifest(dirname(manifest)) : manifest;
}

/**
 * Returns the files of a package with its licences and notices. If it has none, the copyright notices of its files, or
 * what its README says. Empty if there is nothing at all.
 */
function readLicences(folder: string, files: readonly string[]): string {
  const texts = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)([-.]\w+)*$/i.test(entry))
    .map((entry) => readFileSync(join(folder, entry), "utf8"));
  if (texts.length > 0) {
    return joinTexts(texts);
  }
  const notices = files.map((file) => /^(?:\/\/.*\n)+/.exec(readFileSync(file, "utf8"))?.[0] ?? "");
  return joinTexts(notices.filter((notice) => notice.includes("Copyright"))) || readLicenceSection(folder);
}

function readLicenceSection(folder: string): string {
  const name = readdirSync(folder).find((entry) => /^readme(\.\w+)?$/i.test(entry));
  const text = name === undefined ? "" : readFileSync(join(folder, name), "utf8");
  const [, section = ""] = text.split(/^#+ *licen[cs]e$/im);
  return section.split(/^#/m, 1).join("").trim();
}

function joinTexts(texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].join("\n\n");
}
