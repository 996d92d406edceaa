// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useRef, useState } from "preact/hooks";

/** Pages of a list that are read one after the other. */
export interface Pages<Page> {
  readonly pages: readonly Page[];
  /** Why the last one could not be read. Empty if it could. */
  readonly problem: string;
  readonly isReading: boolean;
  readMore(): void;
  /** Reads the list from its beginning, and shows it in place of what was read before. */
  readAgain(): void;
}

/** Reads the first page of a list when it is shown, and the one after the last page when it is asked to. */
export function usePages<Page>(read: (last: Page | undefined, signal: AbortSignal) => Promise<Page>): Pages<Page> {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [problem, setProblem] = useState("");
  const [isReading, setReading] = useState(true);
  const stop = useRef(new AbortController());
  const reads = useRef(0);
  const { signal } = stop.current;
  function readAfter(before: readonly Page[]): void {
    setReading(true);
    reads.current += 1;
    const own = reads.current;
    // A page of the list as it was before it was read again does not belong to it.
    const finish = (text: string) => {
      if (own === reads.current) {
        setProblem(text);
        setReading(false);
      }
      return own === reads.current;
    };
    read(before.at(-1), signal).then(
      (page) => finish("") && setPages([...before, page]),
      (error: Error) => signal.aborted || finish(error.message),
    );
  }
  useEffect(() => {
    readAfter([]);
    return () => stop.current.abort();
  }, []);
  return { pages, problem, isReading, readMore: () => readAfter(pages), readAgain: () => readAfter([]) };
}
