// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Pages on which people read events and verify them.
 * @module
 */
export { type EvidencePage, evidencePage } from "./evidence/evidence-page.js";
export { explorerPage } from "./pages/explorer-page.js";
