// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface ReadMoreProps {
  /** Whether there is more to read. Without, there is no button. */
  readonly hasMore: boolean;
  readonly isReading?: boolean;
  readonly onPress: () => void;
  /** What the button says. */
  readonly children: ComponentChildren;
}

/** The button below a list that reads more of it. It keeps the focus, and leaves it at the end of the list. */
export function ReadMore({ hasMore, isReading = false, onPress, children }: ReadMoreProps) {
  const list = useRef<Element | null>(null);
  useEffect(() => {
    if (!hasMore && document.activeElement === document.body) {
      [...(list.current?.querySelectorAll("a") ?? [])].at(-1)?.focus();
    }
  }, [hasMore]);
  return hasMore ? (
    <button
      type="button"
      // A button that is disabled loses the focus.
      aria-disabled={isReading}
      onClick={({ currentTarget }) => {
        list.current = currentTarget.parentElement;
        if (!isReading) {
          onPress();
        }
      }}
    >
      {children}
    </button>
  ) : null;
}
