// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";
import type { PlainAnswer } from "../lib/plain-http.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { readGrpcStatus } from "./read-grpc-status.ts";

/** Codes of internal errors. The server may be busy or lack a method, but must never fail. */
const failures = new Map([
  [Code.Unknown, "unknown"],
  [Code.Internal, "internal"],
  [Code.DataLoss, "data_loss"],
]);

/** Error of the caller for which gRPC prescribes `internal`: a compressed message without an encoding. */
const undecodable = /^received compressed envelope/;

/** Returns what is wrong with a response, or undefined if nothing is. */
export function judgeAnswer(request: FuzzRequest, answer: PlainAnswer): string | undefined {
  const { status, body } = answer;
  if (status < 200 || (status >= 500 && !isBlameless(status, request))) {
    return `status ${status}`;
  }
  const type = String(answer.headers["content-type"] ?? "");
  if (type.startsWith("application/grpc")) {
    return judgeGrpc(answer);
  }
  const text = body.toString();
  if (/\bnode:internal|at \w+ \(.*:\d+:\d+\)|SQLITE|sqlite3?_|syntax error at or near/.test(text)) {
    return `a response that reveals internals of the server: ${text.slice(0, 200)}`;
  }
  const isRefused = status >= 400 && request.method !== "HEAD" && request.protocol === "rest";
  if (isRefused && type.startsWith("application/problem+json") && JSON.parse(text).status !== status) {
    return `problem details with a status other than ${status}: ${text.slice(0, 200)}`;
  }
  return undefined;
}

/** Not implemented, unavailable, and a bidirectional stream over HTTP/1.1, which cannot carry one. */
function isBlameless(status: number, { path, version }: FuzzRequest): boolean {
  return status === 501 || status === 503 || (status === 505 && version === 1 && path.includes("ServerReflection"));
}

function judgeGrpc(answer: PlainAnswer): string | undefined {
  const status = readGrpcStatus(answer);
  if (status === undefined) {
    const { headers, trailers, body } = answer;
    return `a response without grpc-status: ${JSON.stringify({ headers, trailers, body: body.toString("base64") })}`;
  }
  const failure = failures.get(status.code);
  return failure === undefined || undecodable.test(status.message)
    ? undefined
    : `grpc-status ${failure}: ${status.message}`;
}
