// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/lenient/types.js";
export * from "../gen/lenient/validators.js";
