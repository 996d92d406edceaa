// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { ReadmeError, type ReadmeErrorCode } from "./readme-error.ts";
export { type ReadmeOptions, runReadme } from "./run-readme.ts";
