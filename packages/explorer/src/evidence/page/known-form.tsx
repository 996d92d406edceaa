// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Checkpoint, type NoteVerifier, openCheckpoint, parseVerifierKey } from "@chaukas/spec-integrity";
import { useState } from "preact/hooks";
import type { Known } from "../verify-lines.js";

interface KnownFormProps {
  readonly origin: string;
  /** Called with what was entered each time, so that a verdict never rests on what was entered before. */
  readonly onKnown: (entered: Entered) => void;
}

/** What the reader entered. */
export interface Entered extends Known {
  /** Why the file cannot be what the reader takes it for, whatever it holds. */
  readonly contradiction?: string;
}

/** Asks the reader for what must not come from this page: the key of the log, and a kept checkpoint. */
export function KnownForm({ origin, onKnown }: KnownFormProps) {
  const [problem, setProblem] = useState("");
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.currentTarget);
        const { problem = "", ...entered } = readKnown(String(data.get("key")), String(data.get("checkpoint")), origin);
        setProblem(problem);
        onKnown(entered);
      }}
    >
      <p>
        The signature of the log can only be checked with its verifier key. Enter the key as you got it from the
        operator of the log by another way than this file: whoever made the file could have put any key into it.
      </p>
      <label for="key">Verifier key of {origin}</label>
      <input id="key" name="key" autocomplete="off" spellcheck={false} placeholder={`${origin}+00000000+AAAA…`} />
      <details>
        <summary>Compare with a checkpoint that you kept</summary>
        <label for="checkpoint">Signed checkpoint, of the same size as the one in this file</label>
        <textarea id="checkpoint" name="checkpoint" rows={6} spellcheck={false} />
      </details>
      {problem !== "" && (
        <p role="alert" class="failed">
          {problem}
        </p>
      )}
      <button type="submit">Verify</button>
    </form>
  );
}

type Read = Entered & { readonly problem?: string };

function readKnown(keyText: string, checkpointText: string, origin: string): Read {
  if (keyText.trim() === "") {
    return { problem: "Verifier key: expected the key of the log, got none." };
  }
  let key: NoteVerifier;
  try {
    key = parseVerifierKey(keyText.trim());
  } catch (error) {
    return { problem: `Verifier key: ${(error as Error).message}` };
  }
  if (key.name !== origin) {
    return { contradiction: `The file is not of the log of this key: it is of ${origin}, the key of ${key.name}.` };
  }
  if (checkpointText.trim() === "") {
    return { key };
  }
  const opened = openCheckpoint(`${checkpointText.trim()}\n`, key);
  const checkpoint: Checkpoint | undefined = opened.valid ? opened.checkpoint : undefined;
  return checkpoint === undefined
    ? { problem: `Checkpoint: ${opened.valid ? "" : opened.message}` }
    : { key, checkpoint };
}
