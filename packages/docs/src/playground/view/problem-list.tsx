// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Problem } from "../input/read-events.ts";

/** What is wrong with a text, each with its place. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  return problems.length === 0 ? null : (
    <ul class="problems">
      {problems.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          {path !== "" && !message.startsWith(path) && <code>{path}</code>} {message}
        </li>
      ))}
    </ul>
  );
}
