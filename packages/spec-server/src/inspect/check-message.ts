// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, Message } from "@bufbuild/protobuf";
import type { ValidationResult, Violation } from "@chaukas/spec-common/validate";
import { invalidArgument } from "../errors/invalid-argument.js";
import { MessageFault } from "../errors/message-fault.js";
import { inspectMessage } from "./inspect-message.js";
import { createInspection } from "./inspection.js";

/**
 * Checks a message against the rules of the protos, and for values that some format cannot express. Throws
 * `invalid_argument` with paths that begin with `path`.
 */
export function checkMessage<T extends Message>(
  schema: DescMessage,
  message: T,
  path: string,
  validate: (message: T) => ValidationResult,
): void {
  try {
    inspectMessage(schema, message, createInspection(100));
  } catch (error) {
    throw error instanceof MessageFault ? invalidArgument(path, [error as Violation]) : error;
  }
  const result = validate(message);
  if (result.kind === "error") {
    throw result.error;
  }
  if (result.kind === "invalid") {
    throw invalidArgument(path, result.violations);
  }
}
