// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type { StandardIssue, StandardResult, StandardSchema } from "./standard-schema.js";
export type { ValidationError } from "./validation-error.js";
export type { ValidationResult, Validator } from "./validator.js";
