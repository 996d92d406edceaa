// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useState } from "preact/hooks";
import { count } from "../../outline/item-text.js";
import { ReadMore } from "./read-more.js";

/** Returns how many of `total` lines are in the page, and the button that adds as many. */
export function useShown(total: number, pageSize: number, noun: string) {
  const [shown, setShown] = useState(pageSize);
  const button = (
    <ReadMore hasMore={total > shown} onPress={() => setShown(shown + pageSize)}>
      Read on ({count(total - shown, noun)})
    </ReadMore>
  );
  return [shown, button] as const;
}
