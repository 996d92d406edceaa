// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { audit } from "../cases/audit.ts";
import { binary } from "../cases/binary.ts";
import { content } from "../cases/content.ts";
import { depth } from "../cases/depth.ts";
import { enums } from "../cases/enums.ts";
import { extensions } from "../cases/extensions.ts";
import { fields } from "../cases/fields.ts";
import { form } from "../cases/form.ts";
import { large } from "../cases/large.ts";
import { messages } from "../cases/messages.ts";
import { numbers } from "../cases/numbers.ts";
import { protojson } from "../cases/protojson.ts";
import { rules } from "../cases/rules.ts";
import { structs } from "../cases/structs.ts";
import { texts } from "../cases/texts.ts";
import { times } from "../cases/times.ts";
import { types } from "../cases/types.ts";
import type { Case } from "./case.ts";

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
  audit,
};
