// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import axe from "axe-core";
import type { Page } from "playwright-core";

/** Returns the rules of accessibility that a page violates, as axe names them. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: readonly { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
}
