// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the ids of all events of a tenant, or of the default tenant, oldest first. Rejects if a query is refused. */
export async function readEventIds(url: string, tenantId = ""): Promise<string[]> {
  const ids: string[] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const body = JSON.stringify({
      filter: { tenant_id: tenantId },
      page_size: 1000,
      order_by_time: "ASC",
      page_token: token,
    });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v1/query`, { method: "POST", headers, body });
    if (!response.ok) {
      throw new Error(`query: expected status 200, got ${response.status}`);
    }
    const page = (await response.json()) as { events?: { event_id: string }[]; next_page_token?: string };
    ids.push(...(page.events ?? []).map(({ event_id }) => event_id));
    token = page.next_page_token || undefined;
  }
  return ids;
}
