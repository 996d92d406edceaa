// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** One event as it is read for a page. */
export const eventSql = `SELECT e.received_ms AS receivedMs, e.body, e.content_hash AS contentHash, p.leaf AS hashPrev
  FROM events e LEFT JOIN events p ON p.id = e.id - 1 WHERE e.id = ?`;

/** Entries of a log in their order. */
export const entriesSql = `SELECT e.id, e.received_ms AS receivedMs, e.commitment AS "commit", p.leaf AS hashPrev, e.leaf, e.body,
  e.content_hash AS contentHash, e.salt_key AS saltKey, e.opening, e.revision
  FROM events e LEFT JOIN events p ON p.id = e.id - 1 WHERE e.id >= ? AND e.id < ? ORDER BY e.id LIMIT ?`;

/** The newest checkpoint of a tenant. */
export const checkpointSql =
  "SELECT size, root, note, signed_ms AS signedMs FROM checkpoints WHERE tenant_no = ? ORDER BY size DESC LIMIT 1";

/** Leaves that lie side by side. */
export const leavesSql = "SELECT leaf AS hash FROM events WHERE id >= ? AND id < ? ORDER BY id";

/** Roots of full tiles that lie side by side. */
export const rootsSql =
  "SELECT root AS hash FROM tiles WHERE tenant_no = ? AND level = ? AND tile >= ? AND tile < ? ORDER BY tile";

/** Hashes of one full tile. */
export const tileSql = "SELECT middle, hashes FROM tiles WHERE tenant_no = ? AND level = ? AND tile = ?";
