// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { basename, extname } from "node:path";

const holder = "The Chaukas Authors";

// Protos carry the whole notice, because generators in every language copy it into their output.
const apacheNotice = `//
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
`;
const spdxNotice = "SPDX-License-Identifier: Apache-2.0\n";

/** Returns whether a source file begins with the licence header of its file type, of any year. */
export function hasLicenseHeader(path: string, content: string): boolean {
  const [, source] = splitShebang(content);
  const [first = ""] = source.split("\n", 1);
  return (
    new RegExp(`^${commentMark(path)} Copyright \\d{4} ${holder}$`).test(first) &&
    source.slice(first.length + 1).startsWith(`${notice(path)}\n`)
  );
}

/** Adds the licence header of the file type at the top, below a `#!` line if there is one. */
export function addLicenseHeader(path: string, content: string, year: number): string {
  const [shebang, source] = splitShebang(content);
  return `${shebang}${commentMark(path)} Copyright ${year} ${holder}\n${notice(path)}\n${source}`;
}

function notice(path: string): string {
  return extname(path) === ".proto" ? apacheNotice : `${commentMark(path)} ${spdxNotice}`;
}

/** Returns what starts a line comment in a file of this type. */
function commentMark(path: string): "//" | "#" {
  return [".py", ".yaml"].includes(extname(path)) || basename(path) === "Dockerfile" ? "#" : "//";
}

function splitShebang(content: string): [string, string] {
  const [shebang = ""] = /^#!.*\n/.exec(content) ?? [];
  return [shebang, content.slice(shebang.length)];
}
