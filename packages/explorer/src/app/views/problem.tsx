// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Says at once, also to those who listen, what did not work. Shows nothing without a text. */
export function Problem({ text }: { text: string }) {
  return text === "" ? null : (
    <p role="alert" class="failed">
      {text}
    </p>
  );
}
