// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Decode } from "@bufbuild/protobuf/wire";
import { Code, ConnectError, type HandlerContext } from "@connectrpc/connect";

/** Refuses a GET request of Connect whose message is no base64. connect-es 2 answers `internal`, as if the server had failed. */
export function refuseBadBase64({ requestMethod, url }: HandlerContext): void {
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
