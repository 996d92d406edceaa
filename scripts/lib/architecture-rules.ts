// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IConfiguration } from "dependency-cruiser";

/** Which other packages each published package may import. Tests, benches and tools are exempt. */
export const published: Readonly<Record<string, readonly string[]>> = {
  "spec-common": [],
  "spec-client": ["spec-common"],
  "spec-integrity": ["spec-common"],
  "spec-otel": ["spec-common"],
  sdk: ["spec-common", "spec-client"],
  "spec-server": ["spec-common", "spec-client", "spec-otel"],
  explorer: ["spec-common", "spec-integrity", "spec-server"],
  server: ["explorer", "spec-common", "spec-client", "spec-integrity", "spec-otel", "spec-server"],
  "spec-json-schema": [],
  "spec-connect-v1": [],
  "spec-vectors": [],
};

const unitTest = String.raw`\.test\.ts$`;
const level = "/[^/]+";

/** Matches published source files: those under src, except unit tests. */
const source = String.raw`/src/(?!.*\.test\.ts$)`;

/** Rules for dependency-cruiser on the direction of dependencies between packages, folders and files. */
export const architectureRules: IConfiguration = {
  forbidden: [
    {
      name: "no-cycle-between-files",
      comment: "files must not import each other: merge them, or move what both need into a third file",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-cycle-between-folders",
      comment: "dependencies between folders point in one direction: move what both need into a separate folder",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    // One rule per depth of the folder and of the file below it, because a pattern with a quantifier is slow.
    ...[0, 1, 2].flatMap((above) =>
      [1, 2, 3].map((below) => ({
        name: "no-import-upward",
        comment: "a file may import from the folders below it, but not from the folders above",
        severity: "error" as const,
        from: { path: `^(packages/[^/]+/src${level.repeat(above)})${level.repeat(below)}/[^/]+$`, pathNot: unitTest },
        to: { path: "^$1/[^/]+$" },
      })),
    ),
    {
      name: "no-test-bed-in-src",
      comment: "src contains what is published: code that only tests and benches use belongs in test/ and bench/",
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
      comment: "scripts import packages, never the other way round",
      severity: "error",
      from: { path: "^packages/" },
      to: { path: "^scripts/" },
    },
  ],
  options: {
    // Imports of types count as dependencies too.
    tsPreCompilationDeps: true,
    exclude: { path: ["/node_modules/", "/src/gen/"] },
    doNotFollow: { path: ["node_modules", "/dist/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "default"] },
  },
};
