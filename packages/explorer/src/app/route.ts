// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What the page shows, as its URL says. */
export type Route =
  | { readonly view: "events"; readonly filter: Readonly<Record<string, string>> }
  | { readonly view: "session"; readonly sessionId: string; readonly eventId: string };

/** Reads the fragment of a URL, such as `#/session/s-1?event=e-1`. Anything else is the list of events. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const parameters = new URLSearchParams(query);
  const [view, id] = path.split("/");
  return view === "session" && id !== undefined && id !== ""
    ? { view: "session", sessionId: decode(id), eventId: parameters.get("event") ?? "" }
    : { view: "events", filter: Object.fromEntries(parameters) };
}

/** Writes the fragment of the URL of a view. */
export function formatRoute(route: Route): string {
  if (route.view === "session") {
    const { sessionId, eventId } = route;
    const query = eventId === "" ? "" : `?${new URLSearchParams({ event: eventId })}`;
    return `#/session/${encodeURIComponent(sessionId)}${query}`;
  }
  const query = new URLSearchParams(route.filter);
  return `#/events${query.size === 0 ? "" : `?${query}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
