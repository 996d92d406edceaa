// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

let isUsed = false;

for (const type of ["keydown", "pointerdown"]) {
  addEventListener(
    type,
    () => {
      isUsed = true;
    },
    { capture: true },
  );
}

/** Gives the focus to what a user was led to. A page that was only opened begins at its top. */
export function focusAfterUse(element: HTMLElement | null): void {
  if (isUsed) {
    element?.focus();
  }
}
