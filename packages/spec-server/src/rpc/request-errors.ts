// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Registry } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { type Any, anyUnpack } from "@bufbuild/protobuf/wkt";
import type { QueryResponse } from "@chaukas/spec-common";
import { Code, ConnectError, type HandlerContext, type Interceptor, type UnaryRequest } from "@connectrpc/connect";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";

/**
 * Creates the interceptor that reports an error of the caller if a response cannot be written in the ProtoJSON that it
 * requested: extensions of types that are not in the registry. Binary and REST can express them.
 */
export function createJsonGuard(registry: Registry | undefined): Interceptor {
  return (next) => async (request) => {
    const answer = await next(request);
    if (!request.stream && request.method.name === ChaukasServerService.method.queryEvents.name && wantsJson(request)) {
      checkPage((answer.message as { response?: QueryResponse }).response, registry);
    }
    return answer;
  };
}

/** Responses have the form of the request, which Connect names in the URL if there is no body. */
function wantsJson({ header, url }: UnaryRequest): boolean {
  const type = header.get("content-type") ?? new URL(url).searchParams.get("encoding") ?? "";
  return /\bjson\b/.test(type);
}

function checkPage(page: QueryResponse | undefined, registry: Registry | undefined): void {
  for (const { eventId, extensions } of page?.events ?? []) {
    const [index, unknown] = [...extensions.entries()].find(([, extension]) => !isKnown(extension, registry)) ?? [];
    if (unknown !== undefined) {
      const type = JSON.stringify(unknown.typeUrl.slice(0, 256));
      throw new ConnectError(
        `event ${JSON.stringify(eventId)}: extensions[${index}]: ProtoJSON cannot express its type ${type}; request binary, or use REST`,
        Code.FailedPrecondition,
      );
    }
  }
}

function isKnown(extension: Any, registry: Registry | undefined): boolean {
  try {
    return extension.typeUrl === "" || (registry !== undefined && anyUnpack(extension, registry) !== undefined);
  } catch {
    return false;
  }
}

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
