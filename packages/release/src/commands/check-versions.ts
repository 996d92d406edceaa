// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findVersionProblems } from "../version/version-problems.ts";

command({
  usage: "npm run check:versions",
  about: `Checks that the packages of the spec, the OpenAPI document and every JSON Schema have the same version, that
changesets wrote it according to the changelogs, and that every spec package is in the fixed group. Checks also that the
Python packages and the Go module repeat it nowhere.`,
  run() {
    const problems = findVersionProblems();
    if (problems.length > 0) {
      throw new ScriptError(
        problems.join("\n"),
        "undo manual edits of the versions; describe the change with `npx changeset`, and let `npm run release:version` write the versions",
      );
    }
    console.log(
      listPublicPackages()
        .map(({ name, version }) => `${name}: ${version}, ok`)
        .join("\n"),
    );
  },
});
