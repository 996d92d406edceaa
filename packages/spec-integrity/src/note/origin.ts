// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";

// The name of a signed note must not hold spaces or "+", and an identifier of a tenant may hold anything. What is not
// unreserved in RFC 3986 is therefore escaped, "/" and "#" among it.
const hostPattern = /^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
const originPattern = /^([^/#+%\s]+)\/t\/((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+)$/;

/** Most bytes of an origin, so that a place in its log fits `worm_proof_id`. */
const maxOriginLength = 1000;

/**
 * Writes the origin of a tenant's log: `<host>/t/<tenant>`, in which the tenant is percent-encoded (§5). The host may
 * have a port. Throws an `IntegrityError` for a host that is none, an empty tenant, or an origin over 1000 bytes.
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

/** Reads an origin. Throws an `IntegrityError` of code `malformed` for all that {@link formatOrigin} does not write. */
export function parseOrigin(origin: string): { readonly host: string; readonly tenantId: string } {
  const [, host = "", tenant = ""] = originPattern.exec(origin) ?? [];
  try {
    const tenantId = decodeURIComponent(tenant);
    if (formatOrigin(host, tenantId) === origin) {
      return { host, tenantId };
    }
  } catch {
    // What cannot be decoded is malformed, too.
  }
  const problem = `expected <host>/t/<tenant>, percent-encoded, got ${JSON.stringify(origin.slice(0, 200))}`;
  throw new IntegrityError("malformed", "", problem, "origin");
}

/** Writes the place of an event in a log, its `worm_proof_id`: `<origin>#<sequence>` (§4). */
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
