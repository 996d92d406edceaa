// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef } from "preact/hooks";
import { focusAfterUse } from "./focus-after-use.js";

/**
 * The heading and title of a view. Whoever came here from another view goes on from it with the keyboard, since what had
 * the focus there is gone.
 */
export function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${text} – Chaukas explorer`;
  }, [text]);
  useEffect(() => {
    focusAfterUse(heading.current);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
