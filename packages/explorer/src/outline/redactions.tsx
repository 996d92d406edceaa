// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RedactedEntry } from "@chaukas/spec-integrity";

/** Lists what was erased from the events: by whom, when and why, as the log vouches for. */
export function Redactions({ redacted }: { redacted: readonly RedactedEntry[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Event</th>
          <th scope="col">Erased</th>
          <th scope="col">When</th>
          <th scope="col">By</th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        {redacted.flatMap(({ sequence, eventId, redactions }) =>
          redactions.map((redaction) => (
            <tr key={`${sequence} ${redaction.sequence}`}>
              <td>
                {eventId}, record {sequence}
              </td>
              <td>
                {redaction.fields.join(", ")} ({redaction.method})
              </td>
              <td>{redaction.time}</td>
              <td>{nameWho(redaction)}</td>
              <td>
                {redaction.reason} (record {redaction.sequence})
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function nameWho({ requestedBy, keyId, operator }: RedactedEntry["redactions"][number]): string {
  const parts = [
    keyId !== "" && `key ${keyId}`,
    operator !== "" && `operator ${operator}`,
    requestedBy !== "" && `requested by ${requestedBy}`,
  ];
  return parts.filter(Boolean).join(", ");
}
