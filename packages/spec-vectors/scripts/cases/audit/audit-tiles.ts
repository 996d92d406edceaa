// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash, ofAudit, other, record } from "../../lib/audit-templates.ts";
import { breaksForm, breaksRule, type Case, valid } from "../../lib/case.ts";

export const auditTiles: readonly Case[] = [
  valid(
    ofAudit(
      "GetTileRequest",
      "get-tile-request",
      "A partial tile of level 1.",
      { tenant_id: "acme", level: 1, index: 1234067, width: 112 },
      { tenantId: "acme", level: 1, index: "1234067", width: 112 },
    ),
  ),
  valid(ofAudit("GetTileRequest", "get-tile-request-empty", "The first tile of level 0, in full.", {})),
  valid(ofAudit("GetTileResponse", "get-tile-response", "Two hashes.", { hashes: base64(hash + other) })),
  valid(
    ofAudit(
      "GetEntryBundleRequest",
      "get-entry-bundle-request",
      "A partial bundle.",
      { tenant_id: "acme", index: 4, width: 1 },
      { tenantId: "acme", index: "4", width: 1 },
    ),
  ),
  valid(
    ofAudit("GetEntryBundleResponse", "get-entry-bundle-response", "One record behind its length.", {
      entries: base64(`${record.length.toString(16).padStart(4, "0")}${Buffer.from(record).toString("hex")}`),
    }),
  ),
  breaksRule("int32.gte_lte", "/width", {
    ...ofAudit("GetTileRequest", "get-tile-request-too-wide", "A width of 257.", { width: 257 }),
  }),
  breaksRule("int32.gte_lte", "/level", {
    ...ofAudit("GetTileRequest", "get-tile-request-too-high", "A level that no tree reaches.", { level: 64 }),
  }),
  breaksForm("bad_value", "/hashes", {
    id: "get-tile-response-without-padding",
    message: "chaukas.spec.audit.v1.GetTileResponse",
    summary: "Bytes in base64 that lacks its padding.",
    json: { hashes: "AAA" },
  }),
];

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}
