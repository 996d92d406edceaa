// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { findLifecycleFaults } from "./lifecycle/find-lifecycle-faults.ts";

// Prints the faults in the lifecycles of an image, compared with those of an earlier one if there is one.
const { positionals } = parseArgs({ allowPositionals: true });
const [current, base] = positionals.map((file) =>
  createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file))),
);
if (current === undefined) {
  throw new Error("usage: node check-lifecycles.ts IMAGE [EARLIER-IMAGE]");
}
for (const fault of findLifecycleFaults(current, base)) {
  console.log(fault);
}
