// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { TrailReport } from "../trail/verify-trail.ts";

/** The verdict on evidence or an export, with what it rests on. */
export function TrailView({ report }: { readonly report: TrailReport }) {
  const { verdict, explanation, origin, records, faults, conditions, redacted } = report;
  return (
    <article>
      <h2 class={`verdict ${verdict}`}>{verdict.toUpperCase()}</h2>
      <p>{explanation}</p>
      {faults.length > 0 && (
        <ul class="problems">
          {faults.map(({ code, message }) => (
            <li key={message}>
              <code>{code}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {conditions.length > 0 && (
        <>
          <h3>Not proved</h3>
          <ul>
            {conditions.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </>
      )}
      {origin !== "" && (
        <dl class="hashes">
          <dt>Log</dt>
          <dd>{origin}</dd>
          <dt>Records</dt>
          <dd>{records}</dd>
          <dt>With erased values</dt>
          <dd>{redacted}</dd>
        </dl>
      )}
    </article>
  );
}
