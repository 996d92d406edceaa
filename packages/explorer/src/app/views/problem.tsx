// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Says what did not work. Screen readers announce it at once. Shows nothing if the text is empty. */
export function Problem({ text }: { text: string }) {
  return text === "" ? null : (
    <p role="alert" class="failed">
      {text}
    </p>
  );
}
