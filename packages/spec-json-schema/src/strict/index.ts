// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/strict/types.js";
export * from "../gen/strict/validators.js";
