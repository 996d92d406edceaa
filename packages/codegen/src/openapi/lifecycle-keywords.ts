// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type DescEnum, type DescField, type DescMessage, getOption } from "@bufbuild/protobuf";
import { Pii, pii, Stability } from "../gen/chaukas/spec/options/v1/options_pb.js";
import type { JsonSchema } from "../json-schema/json-schema.ts";
import { ownLifecycle } from "../lifecycle/lifecycle-element.ts";

/**
 * Returns the keywords for the lifecycle of an element: `deprecated`, and extensions for the version that added it, its
 * stability, its replacement, and whether it is a place for personal data. A property without them inherits those of
 * its schema.
 */
export function lifecycleKeywords(desc: DescMessage | DescField | DescEnum): JsonSchema {
  const { since, stability, replacedBy, deprecationReason } = ownLifecycle(desc);
  const personalData = desc.kind === "field" ? getOption(desc, pii) : Pii.UNSPECIFIED;
  return {
    ...(desc.deprecated && { deprecated: true }),
    ...(since !== "" && { "x-chaukas-since": since }),
    ...(stability !== Stability.UNSPECIFIED && { "x-chaukas-stability": Stability[stability].toLowerCase() }),
    ...(replacedBy !== "" && { "x-chaukas-replaced-by": replacedBy }),
    ...(deprecationReason !== "" && { "x-chaukas-deprecation-reason": deprecationReason }),
    ...(personalData !== Pii.UNSPECIFIED && { "x-chaukas-pii": Pii[personalData].toLowerCase() }),
  };
}
