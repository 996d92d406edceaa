// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  ChaukasAuditService,
  type ExportEvidenceResponse,
  type GetInclusionProofResponse,
  type ListEntriesResponse,
} from "@chaukas/spec-integrity/audit";
import {
  decodeExportEvidenceRequest,
  decodeGetCheckpointRequest,
  decodeGetConsistencyProofRequest,
  decodeGetEntryBundleRequest,
  decodeGetInclusionProofRequest,
  decodeGetTileRequest,
  decodeListEntriesRequest,
  decodeRedactEventRequest,
  encodeExportEvidenceResponse,
  encodeGetCheckpointResponse,
  encodeGetConsistencyProofResponse,
  encodeGetEntryBundleResponse,
  encodeGetInclusionProofResponse,
  encodeGetTileResponse,
  encodeListEntriesResponse,
  encodeRedactEventResponse,
} from "@chaukas/spec-integrity/gen/chaukas/spec/audit/v1/audit_codec.js";
import type { MessageCodec } from "@chaukas/spec-server";
import { encodedForm } from "./proofs/encoded-entry.js";

type Encode = NonNullable<MessageCodec["encode"]>;
type EncodeOptions = Parameters<Encode>[1];

const rpcs = ChaukasAuditService.method;

/** The codecs of the requests and responses of ChaukasAuditService, by the name of the message. */
export const auditCodecs: ReadonlyMap<string, MessageCodec> = new Map<string, MessageCodec>([
  [rpcs.getCheckpoint.input.typeName, { decode: decodeGetCheckpointRequest }],
  [rpcs.getCheckpoint.output.typeName, { encode: encodeGetCheckpointResponse }],
  [rpcs.getInclusionProof.input.typeName, { decode: decodeGetInclusionProofRequest }],
  [rpcs.getInclusionProof.output.typeName, { encode: withStoredBytes(encodeGetInclusionProofResponse, inProof) }],
  [rpcs.getConsistencyProof.input.typeName, { decode: decodeGetConsistencyProofRequest }],
  [rpcs.getConsistencyProof.output.typeName, { encode: encodeGetConsistencyProofResponse }],
  [rpcs.getTile.input.typeName, { decode: decodeGetTileRequest }],
  [rpcs.getTile.output.typeName, { encode: encodeGetTileResponse }],
  [rpcs.getEntryBundle.input.typeName, { decode: decodeGetEntryBundleRequest }],
  [rpcs.getEntryBundle.output.typeName, { encode: encodeGetEntryBundleResponse }],
  [rpcs.listEntries.input.typeName, { decode: decodeListEntriesRequest }],
  [rpcs.listEntries.output.typeName, { encode: withStoredBytes(encodeListEntriesResponse, inPage) }],
  [rpcs.redactEvent.input.typeName, { decode: decodeRedactEventRequest }],
  [rpcs.redactEvent.output.typeName, { encode: encodeRedactEventResponse }],
  [rpcs.exportEvidence.input.typeName, { decode: decodeExportEvidenceRequest }],
  [rpcs.exportEvidence.output.typeName, { encode: withStoredBytes(encodeExportEvidenceResponse, inEvidence) }],
]);

/** Encodes a response with the stored bytes of its events, unless the unknown fields in these are to be left out. */
function withStoredBytes<Response>(
  encode: (response: Response, options?: EncodeOptions) => Uint8Array,
  toEncoded: (response: Response) => Response,
): Encode {
  return (response: Response, options) =>
    encode((options?.writeUnknownFields ?? true) ? toEncoded(response) : response, options);
}

function inProof(response: GetInclusionProofResponse): GetInclusionProofResponse {
  const { entry } = response;
  return entry === undefined ? response : { ...response, entry: encodedForm(entry) };
}

function inPage(response: ListEntriesResponse): ListEntriesResponse {
  return { ...response, entries: response.entries.map(encodedForm) };
}

function inEvidence(response: ExportEvidenceResponse): ExportEvidenceResponse {
  const { entry: proved } = response;
  return proved?.entry === undefined
    ? response
    : { ...response, entry: { ...proved, entry: encodedForm(proved.entry) } };
}
