// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Answers that are believed for a while. */
export interface RecentAnswers<T> {
  get(name: string): T | undefined;
  set(name: string, answer: T): void;
}

/** Creates a memory of at most 10,000 answers, out of which the oldest falls. */
export function createRecentAnswers<T>(options: { maxAgeMs: number; now: () => number }): RecentAnswers<T> {
  const { maxAgeMs, now } = options;
  const answers = new Map<string, { answer: T; sinceMs: number }>();
  return {
    get(name) {
      const entry = answers.get(name);
      // A clock that was set back must not make an answer last.
      const ageMs = entry === undefined ? Number.NaN : now() - entry.sinceMs;
      return ageMs >= 0 && ageMs < maxAgeMs ? entry?.answer : undefined;
    },
    set(name, answer) {
      answers.delete(name);
      if (answers.size >= maxAnswers) {
        const [oldest] = answers.keys();
        answers.delete(oldest as string);
      }
      answers.set(name, { answer, sinceMs: now() });
    },
  };
}

const maxAnswers = 10_000;
