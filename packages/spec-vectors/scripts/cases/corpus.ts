// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Case } from "../lib/case.ts";
import { auditEntries } from "./audit/audit-entries.ts";
import { auditEvidence } from "./audit/audit-evidence.ts";
import { auditProofs } from "./audit/audit-proofs.ts";
import { auditRedactions } from "./audit/audit-redactions.ts";
import { auditTiles } from "./audit/audit-tiles.ts";
import { binary } from "./binary.ts";
import { content } from "./content.ts";
import { depth } from "./depth.ts";
import { enums } from "./enums.ts";
import { extensions } from "./extensions.ts";
import { fields } from "./fields.ts";
import { form } from "./form.ts";
import { large } from "./large.ts";
import { messages } from "./messages.ts";
import { numbers } from "./numbers.ts";
import { protojson } from "./protojson.ts";
import { rules } from "./rules.ts";
import { structs } from "./structs.ts";
import { texts } from "./texts.ts";
import { times } from "./times.ts";
import { types } from "./types.ts";

/** All cases by group, in the order of the index. */
export const corpus: Readonly<Record<string, readonly Case[]>> = {
  types,
  messages,
  fields,
  content,
  rules,
  form,
  texts,
  numbers,
  enums,
  times,
  structs,
  extensions,
  depth,
  protojson,
  binary,
  large,
  audit: [...auditEntries, ...auditProofs, ...auditTiles, ...auditRedactions, ...auditEvidence],
};
