// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cors as connectCors } from "@connectrpc/connect";
import type { UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import type { CorsOptions } from "../contract/chaukas-options.js";

type Handle = (request: UniversalServerRequest) => Promise<UniversalServerResponse>;

const defaultMaxAgeSeconds = 7200;
const methods = ["GET", "HEAD", "POST"];
const exposed = ["Retry-After", "WWW-Authenticate"];
// With the headers of W3C Trace Context and Baggage, which instrumented pages add to every request, and the one with which
// pages go on with server-sent events.
const allowed = [
  "Accept",
  "Authorization",
  "Content-Encoding",
  "Last-Event-ID",
  "traceparent",
  "tracestate",
  "baggage",
];

/** Responds to preflights, and allows pages of the listed origins to read responses (Fetch standard, section 3.3). */
export function applyCors(handle: Handle, cors: CorsOptions | undefined): Handle {
  if (cors === undefined) {
    return handle;
  }
  return async (request) => {
    const origin = request.header.get("origin");
    const isAllowed = origin !== null && (cors.origins === "*" || cors.origins.includes(origin));
    const isPreflight = request.method === "OPTIONS" && request.header.has("access-control-request-method");
    if (isPreflight) {
      return { status: 204, header: preflightHeader(isAllowed ? origin : undefined, cors) };
    }
    const response = await handle(request);
    const header = new Headers(response.header);
    setOrigin(header, isAllowed ? origin : undefined, cors);
    if (isAllowed) {
      const names = [...connectCors.exposedHeaders, ...exposed, ...(cors.exposedHeaders ?? [])];
      header.set("access-control-expose-headers", names.join(", "));
    }
    return { ...response, header };
  };
}

function preflightHeader(origin: string | undefined, cors: CorsOptions): Headers {
  const header = new Headers();
  setOrigin(header, origin, cors);
  if (origin !== undefined) {
    const names = [...connectCors.allowedHeaders, ...allowed, ...(cors.allowedHeaders ?? [])];
    header.set("access-control-allow-methods", methods.join(", "));
    header.set("access-control-allow-headers", names.join(", "));
    header.set("access-control-max-age", String(cors.maxAgeSeconds ?? defaultMaxAgeSeconds));
  }
  return header;
}

/** Caches must distinguish responses that depend on the requesting origin. */
function setOrigin(header: Headers, origin: string | undefined, { origins }: CorsOptions): void {
  if (origins !== "*") {
    header.append("vary", "origin");
  }
  if (origin !== undefined) {
    header.set("access-control-allow-origin", origins === "*" ? "*" : origin);
  }
}
