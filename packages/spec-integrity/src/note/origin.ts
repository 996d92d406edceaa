// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

// The name of a signed note must not contain spaces or "+", but the identifier of a tenant can contain anything. All
// characters except those unreserved in RFC 3986 are therefore escaped, including "/" and "#".
const hostPattern = /^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
const originPattern = /^([^/#+%\s]+)\/t\/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)$/;

/** Maximum size of an origin in bytes, which keeps `worm_proof_id` within its limit. */
const maxOriginLength = 1000;

/**
 * Writes the origin of a tenant's log: `<host>/t/<tenant>`, with the tenant percent-encoded (§5). The host may have
 * a port. Throws an `IntegrityError` for an invalid host, an empty tenant, or an origin over 1000 bytes.
 */
export function formatOrigin(host: string, tenantId: string): string {
  if (!hostPattern.test(host)) {
    throw new IntegrityError(
      "malformed",
      "",
      `expected a host such as audit.example.com, got ${JSON.stringify(host)}`,
      "host",
    );
  }
  if (tenantId === "" || /\p{Surrogate}/u.test(tenantId)) {
    throw new IntegrityError("malformed", "", "expected well-formed Unicode that is not empty", "tenant");
  }
  const tenant = encodeURIComponent(tenantId).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const origin = `${host}/t/${tenant}`;
  if (origin.length > maxOriginLength) {
    throw new IntegrityError(
      "out_of_range",
      "",
      `expected at most ${maxOriginLength} bytes, got ${origin.length}`,
      "origin",
    );
  }
  return origin;
}

/** Reads what {@link formatOrigin} writes. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseOrigin(origin: string): { readonly host: string; readonly tenantId: string } {
  const [, host = "", tenant = ""] = originPattern.exec(origin) ?? [];
  try {
    const tenantId = decodeURIComponent(tenant);
    if (formatOrigin(host, tenantId) === origin) {
      return { host, tenantId };
    }
  } catch {
    // An origin that cannot be decoded is malformed.
  }
  const problem = `expected <host>/t/<tenant>, percent-encoded, got ${JSON.stringify(origin.slice(0, 200))}`;
  throw new IntegrityError("malformed", "", problem, "origin");
}

/** Writes the `worm_proof_id` of an event, its position in a log: `<origin>#<sequence>` (§4). */
export function formatProofId(origin: string, sequence: number): string {
  return `${origin}#${sequence}`;
}

/** Reads a `worm_proof_id`. Throws an `IntegrityError` of code `malformed` for other texts. */
export function parseProofId(proofId: string): { readonly origin: string; readonly sequence: number } {
  const [, origin = "", sequence = ""] = /^([^#]+)#(0|[1-9]\d*)$/.exec(proofId) ?? [];
  if (!Number.isSafeInteger(Number(sequence)) || sequence === "") {
    const problem = `expected <origin>#<sequence>, got ${JSON.stringify(proofId.slice(0, 200))}`;
    throw new IntegrityError("malformed", "", problem, "worm_proof_id");
  }
  parseOrigin(origin);
  return { origin, sequence: Number(sequence) };
}
