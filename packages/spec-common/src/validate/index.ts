// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "./validate-messages.js";
export type { ValidationResult, Violation } from "./validation-result.js";
