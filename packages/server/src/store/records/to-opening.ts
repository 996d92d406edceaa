// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RedactionInfo } from "@chaukas/spec-common";
import { bytesToHex, type CommittedRedaction, type EventOpening, type OpenedLeaf } from "@chaukas/spec-integrity";
import type { LogLeaf, LogOpening } from "../contract/event-log.js";

/** What opens a commitment, in the form of the profile. */
export function toOpening(opening: LogOpening): EventOpening {
  if (opening.kind === "salt_key") {
    return { key: bytesToHex(opening.saltKey) };
  }
  const { leaves, sourceRedaction } = opening;
  return {
    leaves: leaves.map(toOpenedLeaf),
    ...(sourceRedaction && { redaction: toCommittedRedaction(sourceRedaction) }),
  };
}

function toOpenedLeaf(leaf: LogLeaf): OpenedLeaf {
  return leaf.kind === "open"
    ? { pointer: leaf.pointer, salt: bytesToHex(leaf.salt) }
    : { digest: bytesToHex(leaf.digest) };
}

function toCommittedRedaction({ fields, method, saltId }: RedactionInfo): CommittedRedaction {
  return {
    ...(fields.length > 0 && { fields }),
    ...(method !== "" && { method }),
    ...(saltId !== "" && { salt_id: saltId }),
  };
}
