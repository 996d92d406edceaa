// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { CodegenError } from "./errors/codegen-error.ts";
import { findLifecycleFaults, type LifecycleBase } from "./lifecycle/find-lifecycle-faults.ts";
import { findRedactionFaults } from "./lifecycle/find-redaction-faults.ts";
import type { Versions } from "./lifecycle/versions.ts";

// Prints the errors in the lifecycles of an image, and personal data in it that cannot be redacted; or, if an earlier
// image is given, the errors in comparison with that one. The versions are the interface `Versions` as JSON.
const { positionals, values } = parseArgs({ allowPositionals: true, options: { versions: { type: "string" } } });
const [current, earlier] = positionals.map((file) =>
  createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file))),
);
if (current === undefined) {
  throw new CodegenError("usage", "node check-lifecycles.ts IMAGE [EARLIER-IMAGE [--versions JSON]]");
}
const versions = values.versions === undefined ? {} : { versions: JSON.parse(values.versions) as Versions };
const base: LifecycleBase | undefined = earlier && { registry: earlier, ...versions };
const faults = [...findLifecycleFaults(current, base), ...(base === undefined ? findRedactionFaults(current) : [])];
for (const fault of faults) {
  console.log(fault);
}
