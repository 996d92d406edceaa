// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import {
  bytesToHex,
  commitEvent,
  createSaltKey,
  formatExportHeader,
  formatExportLine,
  formatProofId,
  formatRecord,
  genesisHash,
  leafHash,
  normalTimestamp,
} from "@chaukas/spec-integrity";

/** Origin of the log of {@link makeTrail}. */
export const trailOrigin = "audit.example.com/t/acme";

/** Returns the lines of an export with the given number of records, whose events repeat the given ones. */
export function* makeTrail(events: readonly Event[], size: number): Generator<string> {
  const key = createSaltKey();
  yield formatExportHeader({ origin: trailOrigin, size });
  let hashPrev = genesisHash;
  for (let sequence = 0; sequence < size; sequence++) {
    const event = { ...(events[sequence % events.length] as Event), eventId: `event-${sequence}`, tenantId: "acme" };
    const { commit, contentHash } = commitEvent(event, key);
    const serverTimestamp = create(TimestampSchema, { seconds: BigInt(1_700_000_000 + sequence) });
    const time = normalTimestamp(serverTimestamp);
    const leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time }));
    const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(trailOrigin, sequence) };
    hashPrev = leaf;
    yield formatExportLine({ sequence, event: { ...event, ...set }, opening: { key: bytesToHex(key) }, commit, leaf });
  }
}
