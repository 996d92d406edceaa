// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import Negotiator from "negotiator";

/**
 * Returns the offered media type that a caller accepts best, by its header Accept (RFC 9110 §12.5.1). Without the
 * header, that is the first offer. Undefined if the caller accepts none.
 */
export function negotiateMediaType(accept: string | null, offers: readonly string[]): string | undefined {
  return accept === null || accept.trim() === ""
    ? offers[0]
    : new Negotiator({ headers: { accept } }).mediaType(offers);
}

/**
 * Returns the offered content coding that a caller accepts best, by its header Accept-Encoding (RFC 9110 §12.5.3); the
 * order of the offers decides between equals. Undefined if the body is to be sent uncompressed.
 */
export function negotiateEncoding(acceptEncoding: string | null, offers: readonly string[]): string | undefined {
  if (acceptEncoding === null) {
    return undefined;
  }
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { "accept-encoding": acceptEncoding } });
  const [best] = negotiator.encodings([...offers, "identity"], { preferred: offers });
  return best === "identity" ? undefined : best;
}

// The types of negotiator 0.6 lack the option, which version 1 has.
interface EncodingNegotiator {
  encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): string[];
}
