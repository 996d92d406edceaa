// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { checkpoint, entryJson, entryProtoJson, hash, ofAudit, other } from "../../lib/audit-templates.ts";
import { breaksRule, type Case, valid } from "../../lib/case.ts";

export const auditProofs: readonly Case[] = [
  valid(ofAudit("GetCheckpointRequest", "get-checkpoint-request-empty", "Asks for the newest checkpoint.", {})),
  valid(
    ofAudit(
      "GetCheckpointRequest",
      "get-checkpoint-request",
      "Asks for a checkpoint of a size at least.",
      { tenant_id: "acme", min_size: 149 },
      { tenantId: "acme", minSize: "149" },
    ),
  ),
  valid(ofAudit("GetCheckpointResponse", "get-checkpoint-response", "A signed note.", { checkpoint })),
  valid(
    ofAudit(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request",
      "Names an event by its identifier.",
      { tenant_id: "acme", event_id: "event-1", tree_size: 149 },
      { tenantId: "acme", eventId: "event-1", treeSize: "149" },
    ),
  ),
  valid(
    ofAudit(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request-by-sequence",
      "Names an event by its place in the log.",
      { sequence: 7 },
      { sequence: "7" },
    ),
  ),
  valid(
    ofAudit("GetInclusionProofRequest", "get-inclusion-proof-request-empty", "Names the first event of the log.", {}),
  ),
  valid(
    ofAudit(
      "GetInclusionProofResponse",
      "get-inclusion-proof-response",
      "A proof with the checkpoint that it leads to.",
      { entry: entryJson, tree_size: 149, hashes: [hash, other], checkpoint },
      { entry: entryProtoJson, treeSize: "149", hashes: [hash, other], checkpoint },
    ),
  ),
  valid(
    ofAudit(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request",
      "Asks whether a log has only grown.",
      { tenant_id: "acme", from_size: 106, to_size: 149 },
      { tenantId: "acme", fromSize: "106", toSize: "149" },
    ),
  ),
  valid(
    ofAudit(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-to-newest",
      "Asks for the way to the newest checkpoint.",
      { from_size: 106 },
      { fromSize: "106" },
    ),
  ),
  valid(
    ofAudit(
      "GetConsistencyProofResponse",
      "get-consistency-proof-response",
      "A proof with the checkpoint that it leads to.",
      { from_size: 106, to_size: 149, hashes: [hash, other], checkpoint },
      { fromSize: "106", toSize: "149", hashes: [hash, other], checkpoint },
    ),
  ),
  breaksRule("get_inclusion_proof_request.record", "", {
    ...ofAudit(
      "GetInclusionProofRequest",
      "get-inclusion-proof-request-of-two",
      "Names an event twice.",
      { event_id: "event-1", sequence: 7 },
      { eventId: "event-1", sequence: "7" },
    ),
  }),
  breaksRule("required", "/from_size", {
    ...ofAudit(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-from-nothing",
      "A proof from size 0, which would prove nothing.",
      { to_size: 149 },
      { toSize: "149" },
    ),
  }),
  breaksRule("get_consistency_proof_request.order", "", {
    ...ofAudit(
      "GetConsistencyProofRequest",
      "get-consistency-proof-request-backwards",
      "Sizes in the wrong order.",
      { from_size: 149, to_size: 106 },
      { fromSize: "149", toSize: "106" },
    ),
  }),
  breaksRule("string.pattern", "/hashes/1", {
    ...ofAudit("GetInclusionProofResponse", "get-inclusion-proof-response-of-a-short-hash", "A hash cut short.", {
      hashes: [hash, other.slice(1)],
    }),
  }),
  breaksRule("repeated.max_items", "/hashes", {
    ...ofAudit(
      "GetConsistencyProofResponse",
      "get-consistency-proof-response-too-long",
      "More hashes than a tree is high.",
      {
        hashes: Array(65).fill(hash),
      },
    ),
  }),
];
