// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const shownMs = 1500;

/** Adds a button to blocks of code that copies them. */
export function offerCopies(blocks: Iterable<HTMLElement>): void {
  for (const block of blocks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      button.textContent = await navigator.clipboard.writeText(block.textContent ?? "").then(
        () => "Copied",
        () => "Not allowed",
      );
      setTimeout(() => {
        button.textContent = "Copy";
      }, shownMs);
    });
    const frame = document.createElement("div");
    frame.className = "frame";
    block.replaceWith(frame);
    frame.append(block, button);
  }
}
