// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Case } from "../lib/case.ts";
import { auditEntries } from "./audit-entries.ts";
import { auditProofs } from "./audit-proofs.ts";
import { auditRedactions } from "./audit-redactions.ts";
import { auditTiles } from "./audit-tiles.ts";

export const audit: readonly Case[] = [...auditEntries, ...auditProofs, ...auditTiles, ...auditRedactions];
