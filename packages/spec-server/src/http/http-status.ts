// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";

/** Titles of the statuses in use, from the HTTP registry; 499 is from nginx. */
export const httpTitles = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  499: "Client Closed Request",
  500: "Internal Server Error",
  501: "Not Implemented",
  503: "Service Unavailable",
  504: "Gateway Timeout",
} as const;

const statusOfCode: Readonly<Record<Code, keyof typeof httpTitles>> = {
  [Code.Canceled]: 499,
  [Code.Unknown]: 500,
  [Code.InvalidArgument]: 400,
  [Code.DeadlineExceeded]: 504,
  [Code.NotFound]: 404,
  [Code.AlreadyExists]: 409,
  [Code.PermissionDenied]: 403,
  [Code.ResourceExhausted]: 413,
  [Code.FailedPrecondition]: 400,
  [Code.Aborted]: 409,
  [Code.OutOfRange]: 400,
  [Code.Unimplemented]: 501,
  [Code.Internal]: 500,
  [Code.Unavailable]: 503,
  [Code.DataLoss]: 500,
  [Code.Unauthenticated]: 401,
};

/** Returns the code that is closest to an HTTP status. */
export function codeOfStatus(status: number): Code {
  const entry = Object.entries(statusOfCode).find(([, known]) => known === status);
  return entry === undefined ? Code.InvalidArgument : (Number(entry[0]) as Code);
}

/**
 * Returns the REST status of an error. `resource_exhausted` is a rate limit if a retry can succeed, otherwise a
 * size limit.
 */
export function httpStatusOf(code: Code, isRetryable: boolean): keyof typeof httpTitles {
  return code === Code.ResourceExhausted && isRetryable ? 429 : statusOfCode[code];
}
