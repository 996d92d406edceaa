// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ErrorInfo } from "@chaukas/spec-common";
import { messageOf } from "../values/capture.js";
import type { MessageInit } from "../values/event-init.js";

/** Returns what an event says of anything that was thrown: its message, its code or name, its stack, its cause. */
export function errorInfoOf(error: unknown): MessageInit<ErrorInfo> {
  try {
    return describeError(error);
  } catch (cause) {
    // Of a getter of the error, which is thrown on as it is.
    return { errorMessage: `[threw: ${messageOf(cause)}]` };
  }
}

function describeError(error: unknown): MessageInit<ErrorInfo> {
  if (!(error instanceof Error)) {
    return { errorMessage: typeof error === "string" ? error : describe(error), errorCode: "" };
  }
  const { code } = error as { code?: unknown };
  const errorCode = typeof code === "string" && code !== "" ? code : nameOf(error);
  return { errorMessage: withCause(error), errorCode, stackTrace: error.stack ?? "" };
}

/** Returns whether something was thrown because the operation was cancelled. */
export function isCancellation(error: unknown): boolean {
  try {
    return error instanceof Error && error.name === "AbortError";
  } catch {
    // It cannot be read, and is thrown on as it is.
    return false;
  }
}

/** Many classes of errors do not set a name. */
function nameOf(error: Error): string {
  const { name } = error;
  return name === "Error" && error.constructor.name !== "" ? error.constructor.name : name;
}

function withCause({ message, cause }: Error): string {
  return cause instanceof Error && cause.message !== "" && !message.includes(cause.message)
    ? `${message} (${cause.message})`
    : message;
}

function describe(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
