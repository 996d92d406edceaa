// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";

/** Returns how many of `total` lines are in the page, and the button that adds as many. Null if all are. */
export function useShown(total: number, pageSize: number, noun: string) {
  const [shown, setShown] = useState(pageSize);
  const button =
    total > shown ? (
      <button type="button" onClick={() => setShown(shown + pageSize)}>
        Read on ({count(total - shown, noun)})
      </button>
    ) : null;
  return [shown, button] as const;
}
