// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { CodegenError } from "../src/errors/codegen-error.ts";

/** Returns code and message of the CodegenError that `work` throws, or undefined if it does not throw. */
export function errorOf(work: () => unknown): { readonly code: string; readonly message: string } | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof CodegenError) {
      return { code: error.code, message: error.message };
    }
    throw error;
  }
  return undefined;
}
