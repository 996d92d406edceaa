// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { httpTitles } from "./http-status.js";

/** One invalid value in a request. */
export interface ProblemError {
  /** JSON Pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly detail: string;
}

/** An error in an HTTP request for which Connect has no code. It becomes problem details (RFC 9457). */
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
