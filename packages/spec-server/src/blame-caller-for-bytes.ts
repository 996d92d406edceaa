// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";

/**
 * Makes a call fail with `invalid_argument` when its request is no protobuf, over gRPC, gRPC-Web and Connect.
 *
 * connect-es 2 answers `internal`, as if the server had failed, though it answers `invalid_argument` for what is no
 * JSON. It aborts the call with its error just before it writes the error, which is the one moment to mend it.
 */
export function blameCallerForBytes({ signal }: HandlerContext): void {
  signal.addEventListener("abort", () => {
    const error: unknown = signal.reason;
    if (
      error instanceof ConnectError &&
      error.code === Code.Internal &&
      error.rawMessage.startsWith("parse binary: ")
    ) {
      (error as { code: Code }).code = Code.InvalidArgument;
    }
  });
}
