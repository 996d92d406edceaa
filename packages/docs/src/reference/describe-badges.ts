// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getOption } from "@bufbuild/protobuf";
import { type LifecycleElement, ownLifecycle } from "@chaukas/codegen/lifecycle";
import * as options from "@chaukas/codegen/options";
import type { Badge } from "../html/member-list.ts";

/** Returns what the options of an element say: since which version it is there, how stable it is, what may be in it. */
export function describeBadges(desc: LifecycleElement): Badge[] {
  const { since, stability, replacedBy } = ownLifecycle(desc);
  const pii = desc.kind === "field" ? getOption(desc, options.pii) : options.Pii.UNSPECIFIED;
  return [
    ...(since === "" ? [] : [{ text: `since ${since}`, kind: "plain" } as const]),
    ...(stability === options.Stability.EXPERIMENTAL ? [{ text: "experimental", kind: "warn" } as const] : []),
    ...(desc.deprecated
      ? [{ text: replacedBy === "" ? "deprecated" : `deprecated: use ${replacedBy}`, kind: "warn" } as const]
      : []),
    ...(pii === options.Pii.LIKELY ? [{ text: "personal data", kind: "pii" } as const] : []),
    ...(pii === options.Pii.POSSIBLE ? [{ text: "personal data possible", kind: "pii" } as const] : []),
  ];
}

/** Returns what the options of an element say in sentences, as Markdown. Empty for most. */
export function describeReasons(desc: LifecycleElement): string {
  const { deprecationReason } = ownLifecycle(desc);
  const kept = desc.kind === "field" ? getOption(desc, options.not_redactable_because) : "";
  return [
    deprecationReason === "" ? "" : `Deprecated: ${deprecationReason}`,
    kept === "" ? "" : `Cannot be redacted: ${kept}`,
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}
