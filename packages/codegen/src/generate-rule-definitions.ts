// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry } from "@bufbuild/protobuf";
import { file_buf_validate_validate } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import { printProtoFile } from "./rules/print-proto-file.ts";

// The rule definitions are published only in Buf's registry, which the build must not depend on. The npm package
// contains their descriptor, so the source is printed from that.
const header = `// Copyright 2023-2026 Buf Technologies, Inc.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//     http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// Generated from the descriptor in @bufbuild/protovalidate. Do not edit.

`;

const proto = join(import.meta.dirname, "../../../proto");
const target = join(proto, "buf/validate/validate.proto");
mkdirSync(join(proto, "buf/validate"), { recursive: true });
const staging = mkdtempSync(join(proto, "../.generate-"));
try {
  const file = join(staging, "validate.proto");
  const registry = createRegistry(file_buf_validate_validate);
  writeFileSync(file, header + printProtoFile(file_buf_validate_validate.proto, registry));
  execFileSync("buf", ["format", "--write", file], { stdio: "inherit" });
  renameSync(file, target);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
