// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Decode } from "@bufbuild/protobuf/wire";
import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";

/**
 * Refuses a Connect GET request whose message is not base64. connect-es 2 reports `internal`, as if the server had
 * failed.
 */
export function refuseMalformedBase64({ requestMethod, url }: HandlerContext): void {
  const query = requestMethod === "GET" ? new URL(url).searchParams : undefined;
  if (query?.get("base64") !== "1") {
    return;
  }
  try {
    base64Decode(query.get("message") ?? "");
  } catch (cause) {
    throw new ConnectError(
      "message: expected base64, got other text",
      Code.InvalidArgument,
      undefined,
      undefined,
      cause,
    );
  }
}

/**
 * Makes a call fail with `invalid_argument` if its request is not valid protobuf, over gRPC, gRPC-Web and Connect.
 *
 * connect-es 2 reports `internal`, as if the server had failed, although it reports `invalid_argument` for invalid
 * JSON. It aborts the call with its error just before it writes the error, which is the only moment to correct it.
 */
export function correctParseErrorCode({ signal }: HandlerContext): void {
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
