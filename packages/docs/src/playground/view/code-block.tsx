// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";

/** A text to read and copy, in a frame that scrolls. */
export function CodeBlock({ label, text }: { readonly label: string; readonly text: string }) {
  const [state, setState] = useState("Copy");
  const copy = async () => {
    setState(
      await navigator.clipboard.writeText(text).then(
        () => "Copied",
        () => "Not allowed",
      ),
    );
  };
  return (
    <div class="frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section class="output" tabIndex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <button type="button" class="copy" aria-label={`Copy ${label}`} onClick={copy}>
        {state}
      </button>
    </div>
  );
}
