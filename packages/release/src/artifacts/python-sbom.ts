// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createEnvironment, environmentVariables } from "@chaukas/python/environment";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { nameOfRequirement, type PythonDistribution } from "./read-python-dist.ts";
import { formatTime, type SbomOptions, type SpdxDocument } from "./sbom.ts";

/** A package as list_installed.py prints it. */
interface Installed {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly requires: readonly string[];
}

/** Names of licences in metadata that is older than SPDX expressions in it. */
const spdxNames: Readonly<Record<string, string>> = { "3-Clause BSD License": "BSD-3-Clause", "MIT License": "MIT" };

/**
 * Lists each Python package of a release and everything that is installed with it, with versions and licences, as SPDX
 * 2.3. Returns the documents in the order of the packages.
 *
 * Throws {@link ScriptError} if the packages cannot be installed, or if one of them does not declare its licence.
 */
export async function createPythonSboms(
  distributions: readonly PythonDistribution[],
  options: SbomOptions = {},
): Promise<SpdxDocument[]> {
  const installed = await listInstalled(distributions.map(({ files: [wheel] }) => wheel));
  return distributions.map((distribution) => describe(distribution, installed, options.created ?? new Date()));
}

/** Returns the file name of the SBOM of a Python package. */
export function pythonSbomFileName({ files: [, sdist] }: PythonDistribution): string {
  return basename(sdist).replace(/\.tar\.gz$/, ".spdx.json");
}

async function listInstalled(wheels: readonly string[]): Promise<Map<string, Installed>> {
  return await withTemporaryFolder(join(tmpdir(), "chaukas-sbom-"), async (folder) => {
    const { problem } = await createEnvironment(folder, wheels);
    if (problem !== undefined) {
      throw new ScriptError(`the bill of materials ${problem}`, "check that PyPI can be reached, then run it again");
    }
    const script = join(import.meta.dirname, "list_installed.py");
    const packages = JSON.parse(
      await run("python", ["-B", script], { env: environmentVariables(folder) }),
    ) as Installed[];
    return new Map(packages.map((item) => [normalize(item.name), item]));
  });
}

function describe(
  { name, version, files: [, sdist] }: PythonDistribution,
  installed: ReadonlyMap<string, Installed>,
  created: Date,
): SpdxDocument {
  const found = new Set([normalize(name)]);
  const relationships = [];
  for (const dependent of found) {
    // What an extra or another version of Python would require is not installed.
    const required = (installed.get(dependent)?.requires ?? []).map((each) => normalize(nameOfRequirement(each)));
    for (const dependency of new Set(required.filter((each) => installed.has(each)))) {
      found.add(dependency);
      relationships.push({
        spdxElementId: idOf(dependency),
        relatedSpdxElement: idOf(dependent),
        relationshipType: "DEPENDENCY_OF",
      });
    }
  }
  const packages = [...found].map((each) => describePackage(each, installed, name));
  return {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: `${name}@${version}`,
    documentNamespace: `https://spdx.org/spdxdocs/${basename(sdist, ".tar.gz")}`,
    creationInfo: { created: formatTime(created), creators: ["Organization: The Chaukas Authors"] },
    documentDescribes: [idOf(normalize(name))],
    packages,
    relationships: [
      {
        spdxElementId: "SPDXRef-DOCUMENT",
        relatedSpdxElement: idOf(normalize(name)),
        relationshipType: "DESCRIBES",
      },
      ...relationships,
    ],
  };
}

function describePackage(key: string, installed: ReadonlyMap<string, Installed>, of: string) {
  const { name, version, license } = installed.get(key) ?? { name: key, version: "", license: "" };
  const licenseDeclared = spdxNames[license] ?? license;
  if (!/^[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*$/.test(licenseDeclared)) {
    throw new ScriptError(
      `${of}: expected every dependency to declare its licence in SPDX, got ${JSON.stringify(license)} from ${name}==${version}`,
      "look up its licence, and add it to spdxNames in packages/release/src/artifacts/python-sbom.ts",
    );
  }
  return {
    SPDXID: idOf(key),
    name,
    versionInfo: version,
    downloadLocation: "NOASSERTION",
    filesAnalyzed: false,
    licenseDeclared,
    externalRefs: [
      {
        referenceCategory: "PACKAGE-MANAGER",
        referenceType: "purl",
        referenceLocator: `pkg:pypi/${key}@${version}`,
      },
    ],
  };
}

function idOf(key: string): string {
  return `SPDXRef-Package-${key}`;
}

/** Returns a name as indexes compare it: PEP 503. */
function normalize(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}
