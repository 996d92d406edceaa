// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IConfiguration } from "dependency-cruiser";

/** What a published package may import of the others. Tests, benches and tools are not bound by it. */
export const published: Readonly<Record<string, readonly string[]>> = {
  "spec-common": [],
  "spec-client": ["spec-common"],
  "spec-integrity": ["spec-common"],
  "spec-server": ["spec-common", "spec-client"],
  server: ["spec-common", "spec-client", "spec-integrity", "spec-server"],
  "spec-json-schema": [],
  "spec-connect-v1": [],
  "spec-vectors": [],
};

const unitTest = String.raw`\.test\.ts$`;
const level = "/[^/]+";

/** Source files that are published: those under src, without the unit tests beside them. */
const source = String.raw`/src/(?!.*\.test\.ts$)`;

/** The direction of dependencies between packages, folders and files, for dependency-cruiser. */
export const architectureRules: IConfiguration = {
  forbidden: [
    {
      name: "no-circle-of-files",
      comment: "files that import each other are one file, or hide a third one that both need",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-circle-of-folders",
      comment: "dependencies between folders point one way: move what both need into a folder of its own",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    // One rule for each depth of the folder above and of the file below it, since a pattern that repeats is slow.
    ...[0, 1, 2].flatMap((above) =>
      [1, 2, 3].map((below) => ({
        name: "no-import-upward",
        comment: "the files of a folder compose the folders below it, which import nothing from above",
        severity: "error" as const,
        from: { path: `^(packages/[^/]+/src${level.repeat(above)})${level.repeat(below)}/[^/]+$`, pathNot: unitTest },
        to: { path: "^$1/[^/]+$" },
      })),
    ),
    {
      name: "no-test-bed-in-src",
      comment: "src is what a package is made of: what only tests and benches use lives in test/ and bench/",
      severity: "error",
      from: { path: `^packages/[^/]+${source}` },
      to: { path: ["^packages/[^/]+/(?:test|bench)/", unitTest] },
    },
    ...Object.entries(published).map(([name, allowed]) => ({
      name: `only-what-${name}-may-import`,
      comment: `@chaukas/${name} may import ${allowed.length === 0 ? "no other package" : `only ${allowed.join(", ")}`}`,
      severity: "error" as const,
      from: { path: `^packages/${name}${source}` },
      to: { path: `(?:^packages|@chaukas)/(?!(?:${[name, ...allowed].join("|")})(?:/|$))` },
    })),
    {
      name: "no-script-in-packages",
      comment: "scripts run packages, and no package imports them",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^scripts/" },
    },
  ],
  options: {
    // Types bind files to each other as values do.
    tsPreCompilationDeps: true,
    exclude: { path: ["/node_modules/", "/src/gen/"] },
    doNotFollow: { path: ["node_modules", "/dist/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "default"] },
  },
};
