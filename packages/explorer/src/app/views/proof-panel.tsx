// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";
import { Redactions } from "../../outline/redactions.js";
import type { Connection } from "../api/connection.js";
import { unpinKey } from "../api/kept.js";
import { type SessionProof, verifySession } from "../api/verify-session.js";
import { PinForm } from "./pin-form.js";

interface ProofPanelProps {
  readonly connection: Connection;
  readonly sessionId: string;
  /** The events that the page shows, each of which must be among those that are proved. */
  readonly events: readonly Event[];
}

/** The proof of events. */
interface Found {
  readonly events: readonly Event[];
  readonly proof: SessionProof;
}

/** The verdict on the events of a session, computed in the browser, with what it rests on. */
export function ProofPanel({ connection, sessionId, events }: ProofPanelProps) {
  const [found, setFound] = useState<Found>();
  const [state, setState] = useState("Asking for proofs…");
  const [tries, setTries] = useState(0);
  const section = useRef<HTMLElement>(null);
  const tryAgain = () => {
    // What was pressed goes with the verdict that it changes.
    section.current?.focus();
    setFound(undefined);
    setTries(tries + 1);
  };
  // What was found about other events says nothing about these.
  const proof = found?.events === events ? found.proof : undefined;
  useEffect(() => {
    const stop = new AbortController();
    setState("Asking for proofs…");
    const onProgress = (lines: number) => setState(`Verifying… ${lines} lines are checked.`);
    verifySession(connection, sessionId, events, onProgress, stop.signal).then(
      (proof) => stop.signal.aborted || setFound({ events, proof }),
      (error: Error) => stop.signal.aborted || setState(`Not verified: ${error.message}`),
    );
    return () => stop.abort();
  }, [connection, sessionId, events, tries]);
  if (proof === undefined) {
    return (
      <section ref={section} class="proof" aria-label="Proof" tabIndex={-1}>
        <p role="status">{state}</p>
      </section>
    );
  }
  const { verdict, explanation } = judge(proof);
  const { result, faults } = proof.verified;
  return (
    <section ref={section} class="proof" aria-label="Proof" tabIndex={-1}>
      <p role="status">
        <strong class={`verdict ${verdict}`}>{verdict.toUpperCase()}</strong> {explanation}
      </p>
      {faults.length > 0 && (
        <ul class="failed">
          {faults.map(({ code, message }) => (
            <li key={message}>
              <code>{code}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>What this rests on</summary>
        <p>
          {result.records} records of {proof.origin}, with a proof for each in the tree of {result.header?.size} records
          that the server signed. {describeGrowth(proof)} That these are all records of the session is not proved.
        </p>
        {proof.key === undefined ? (
          <PinForm connection={connection} origin={proof.origin} onPinned={tryAgain} />
        ) : (
          <p>
            Pinned key: <code>{proof.key.keyId}</code>{" "}
            <button
              type="button"
              class="plain"
              onClick={() => {
                unpinKey(connection, proof.origin);
                tryAgain();
              }}
            >
              Forget it
            </button>
          </p>
        )}
        {result.redacted.length > 0 && <Redactions redacted={result.redacted} />}
      </details>
    </section>
  );
}

function judge({ origin, verified, growth, differences, newer }: SessionProof): {
  verdict: string;
  explanation: string;
} {
  const { verdict } = verified.result;
  if (verdict === "failed") {
    return { verdict, explanation: "What the server shows is not what its log holds." };
  }
  const [difference, ...others] = differences;
  if (difference !== undefined) {
    const more = others.length > 0 ? `, and ${others.length} more` : "";
    const explanation = `What the page shows is not what is proved: ${difference}${more}. If it changed just now, load the page again.`;
    return { verdict: "failed", explanation };
  }
  if (growth.state === "failed") {
    return { verdict: "failed", explanation: `The log is another one: ${growth.problem}.` };
  }
  const late = newer > 0 ? ` ${count(newer, "newer event")} of the session came meanwhile: load the page again.` : "";
  return verdict === "proved"
    ? {
        verdict,
        explanation: `Each event is in the log ${origin} as it was recorded, or erased by the log itself.${late}`,
      }
    : { verdict, explanation: "The events agree with the server's checkpoint. Pin its key to check who signed it." };
}

function describeGrowth({ growth }: SessionProof): string {
  switch (growth.state) {
    case "first":
      return "Its checkpoint is kept in this browser, to compare later ones with it.";
    case "grown":
      return `The log contains all ${growth.from} records that it had at an earlier visit.`;
    default:
      return "";
  }
}
