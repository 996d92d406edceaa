// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { httpTitles } from "./http-status.js";

/** One place of a request that is wrong. */
export interface ProblemError {
  /** JSON Pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly detail: string;
}

/** A fault of an HTTP request that no code of Connect stands for. It becomes problem details (RFC 9457). */
export class HttpFault extends Error {
  override readonly name = "HttpFault";

  constructor(
    readonly status: keyof typeof httpTitles,
    detail: string,
    readonly header: Readonly<Record<string, string>> = {},
    readonly errors: readonly ProblemError[] = [],
  ) {
    super(detail);
  }
}
