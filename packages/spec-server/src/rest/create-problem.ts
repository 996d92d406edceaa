// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isJsonCodecError } from "@chaukas/spec-common/json";
import { Code, ConnectError } from "@connectrpc/connect";
import { retryAfterSecondsOf } from "../errors/limit-error.js";
import { BadRequestSchema } from "../gen/google/rpc/error_details_pb.js";
import { HttpFault, type ProblemError } from "../http/http-fault.js";
import { httpStatusOf, httpTitles } from "../http/http-status.js";

/** A response with problem details for HTTP (RFC 9457). */
export interface ProblemAnswer {
  readonly status: number;
  readonly header: Headers;
  readonly body: string;
}

/** Seconds after which to retry if the error does not say. */
const defaultRetrySeconds = 1;

/** Converts an error to a REST response. `pointer` returns the JSON Pointer into the body for the path of a field. */
export function createProblem(
  error: ConnectError | HttpFault,
  pointer: (fieldPath: string) => string | undefined = () => undefined,
): ProblemAnswer {
  const { status, headers, errors } = error instanceof HttpFault ? fromFault(error) : fromConnect(error, pointer);
  const header = new Headers(headers);
  header.set("content-type", "application/problem+json");
  const detail = error instanceof HttpFault ? error.message : error.rawMessage;
  const problem = {
    type: "about:blank",
    title: httpTitles[status],
    status,
    ...(detail !== "" && { detail }),
    ...(errors.length > 0 && { errors }),
  };
  return { status, header, body: JSON.stringify(problem) };
}

function fromFault({ status, header, errors }: HttpFault) {
  return { status, headers: header, errors };
}

function fromConnect(error: ConnectError, pointer: (fieldPath: string) => string | undefined) {
  const seconds = retryAfterSecondsOf(error) ?? (error.metadata.has("retry-after") ? undefined : null);
  const status = httpStatusOf(error.code, seconds !== null);
  const headers = new Headers(error.metadata);
  if (status === 401 && !headers.has("www-authenticate")) {
    headers.set("www-authenticate", "Bearer");
  }
  if (status === 429 || status === 503) {
    const value = seconds ?? headers.get("retry-after") ?? defaultRetrySeconds;
    headers.set("retry-after", String(value));
  }
  return { status, headers, errors: findErrors(error, pointer) };
}

function findErrors(error: ConnectError, pointer: (fieldPath: string) => string | undefined): ProblemError[] {
  const violations = error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations);
  return violations.flatMap(({ field, description }) => {
    const place = pointer(field);
    return place === undefined ? [] : [{ pointer: place, detail: description }];
  });
}

/** Returns the error for a request that cannot be read. */
export function createReadFault(error: unknown): ConnectError | HttpFault {
  if (error instanceof ConnectError || error instanceof HttpFault) {
    return error;
  }
  if (isJsonCodecError(error)) {
    // The message begins with the path, or with the name of the message.
    const detail = error.message.slice(error.message.indexOf(": expected ") + 2);
    return new HttpFault(400, error.message, {}, [{ pointer: error.path, detail }]);
  }
  return new ConnectError(error instanceof Error ? error.message : String(error), Code.InvalidArgument);
}
