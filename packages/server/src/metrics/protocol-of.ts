// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Tells by which protocol a call came, from its address and headers. */
export function protocolOf(url: string, header: Headers): "grpc" | "grpc-web" | "connect" | "rest" {
  const type = header.get("content-type") ?? "";
  if (type.startsWith("application/grpc-web")) {
    return "grpc-web";
  }
  if (type.startsWith("application/grpc")) {
    return "grpc";
  }
  // Procedures have a dot in their first segment, which no path of the REST interface has.
  return /\/[\w.]+\.\w+\/\w+$/.test(new URL(url, "http://localhost").pathname) ? "connect" : "rest";
}
