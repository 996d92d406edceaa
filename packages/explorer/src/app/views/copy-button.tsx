// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef, useState } from "preact/hooks";

interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
}

/** Copies a text, or lets the user do so if the browser does not let the page. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused">();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => setOutcome(undefined), [text]);
  useEffect(() => {
    if (outcome === "refused") {
      field.current?.select();
    }
  }, [outcome]);
  const copy = async () => {
    setOutcome(undefined);
    setOutcome((await copyText(text)) ? "copied" : "refused");
  };
  return (
    <>
      <button type="button" class="plain" onClick={copy}>
        {label}
      </button>
      <span class="muted" role="status">
        {outcome === "copied" && "Copied."}
        {outcome === "refused" && "The browser does not let the page copy. Copy the selected text with Ctrl+C or ⌘C:"}
      </span>
      {outcome === "refused" && <textarea ref={field} aria-label="Text to copy" rows={6} readOnly value={text} />}
    </>
  );
}

/** Copies a text. Resolves with whether the browser has done so. */
async function copyText(text: string): Promise<boolean> {
  try {
    // Absent where neither TLS nor loopback protects the page.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const focused = document.activeElement as HTMLElement | null;
  const field = document.createElement("textarea");
  field.className = "hidden";
  field.value = text;
  document.body.append(field);
  // Without this, browsers scroll to the field.
  field.focus({ preventScroll: true });
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus({ preventScroll: true });
  }
}
