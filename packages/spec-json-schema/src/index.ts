// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type {
  StandardIssue,
  StandardResult,
  StandardSchema,
  ValidationError,
  ValidationResult,
  Validator,
} from "./validator.js";
