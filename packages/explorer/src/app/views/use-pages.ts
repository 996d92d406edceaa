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
}

/** Reads the first page of a list when it is shown, and the one after the last page when it is asked to. */
export function usePages<Page>(read: (last: Page | undefined, signal: AbortSignal) => Promise<Page>): Pages<Page> {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [problem, setProblem] = useState("");
  const [isReading, setReading] = useState(true);
  const stop = useRef(new AbortController());
  const { signal } = stop.current;
  function readMore(): void {
    setReading(true);
    const finish = (read: readonly Page[], text: string) => {
      setPages([...pages, ...read]);
      setProblem(text);
      setReading(false);
    };
    read(pages.at(-1), signal).then(
      (page) => finish([page], ""),
      (error: Error) => signal.aborted || finish([], error.message),
    );
  }
  useEffect(() => {
    readMore();
    return () => stop.current.abort();
  }, []);
  return { pages, problem, isReading, readMore };
}
