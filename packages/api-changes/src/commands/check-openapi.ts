// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join, relative } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findOpenApiMistakes } from "../openapi/find-openapi-mistakes.ts";

const publicDocument = join(root, "openapi/chaukas/spec/v1/public.yaml");

command({
  usage: "npm run check:openapi -- [FILE]",
  about: `Validates an OpenAPI document, by default openapi/chaukas/spec/v1/public.yaml, against the schema of
OpenAPI 3.1, and lints it by the rules of openapi/redocly.yaml. Fetches nothing from the network.`,
  async run([file = publicDocument]) {
    const path = relative(process.cwd(), file);
    const findings = await findOpenApiMistakes(file);
    if (findings.length > 0) {
      throw new ScriptError(
        `${path} has ${findings.length} mistake${findings.length === 1 ? "" : "s"}:\n${findings
          .map((finding) => `${path}${finding}`)
          .join("\n")}`,
        "change openapi/base.yaml or the protos, then run `npm run generate`",
      );
    }
    console.log(`check-openapi: ${path} is valid OpenAPI 3.1 and passes the linter`);
  },
});
