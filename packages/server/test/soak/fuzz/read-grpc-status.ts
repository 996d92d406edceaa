// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Code } from "@connectrpc/connect";
import type { PlainAnswer } from "../lib/plain-http.ts";

/** Reads the status of a response over gRPC or gRPC-Web. Code 0 means success. Returns undefined if there is none. */
export function readGrpcStatus({ headers, trailers, body }: PlainAnswer): { code: Code; message: string } | undefined {
  const type = String(headers["content-type"] ?? "");
  const all = { ...headers, ...trailers, ...(type.startsWith("application/grpc-web") ? readWebTrailers(body) : {}) };
  const code = all["grpc-status"];
  return code === undefined
    ? undefined
    : { code: Number(code), message: decodeURIComponent(String(all["grpc-message"] ?? "")) };
}

/** Reads the trailers of gRPC-Web: the last frame of the body, with the highest bit of the flags set. */
function readWebTrailers(body: Buffer): Record<string, string> {
  for (let at = 0; at + 5 <= body.length; at += 5 + body.readUInt32BE(at + 1)) {
    if ((body[at] ?? 0) >= 0x80) {
      const lines = body
        .subarray(at + 5)
        .toString()
        .split("\r\n");
      return Object.fromEntries(lines.map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
    }
  }
  return {};
}
