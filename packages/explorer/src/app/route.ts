// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What the page shows, as its URL says. */
export type Route =
  | { readonly view: ListName; readonly filter: Readonly<Record<string, string>> }
  | SessionRoute
  | { readonly view: "compare"; readonly sessionIds: readonly [left: string, right: string] }
  | { readonly view: "trail" };

/** A view that lists what matches a filter. */
export type ListName = (typeof lists)[number];

const lists = ["sessions", "events", "agents"] as const;

/** A session, as a tree of what was done or as a conversation to read, with the event that is selected, if any. */
interface SessionRoute {
  readonly view: "session";
  readonly sessionId: string;
  readonly eventId: string;
  readonly as?: "conversation";
}

/** Reads the fragment of a URL, such as `#/session/s-1?event=e-1`. Anything else is the list of sessions. */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const parameters = new URLSearchParams(query);
  const [view, id, other] = path.split("/");
  if (view === "trail") {
    return { view };
  }
  if (view === "compare" && id !== undefined && other !== undefined) {
    return { view, sessionIds: [decode(id), decode(other)] };
  }
  if (view !== "session" || id === undefined || id === "") {
    return { view: lists.find((list) => list === view) ?? "sessions", filter: Object.fromEntries(parameters) };
  }
  const isConversation = parameters.get("as") === "conversation";
  const eventId = parameters.get("event") ?? "";
  return { view, sessionId: decode(id), eventId, ...(isConversation && { as: "conversation" }) };
}

/** Writes the fragment of the URL of a view. */
export function formatRoute(route: Route): string {
  switch (route.view) {
    case "trail":
      return "#/trail";
    case "compare":
      return `#/compare/${route.sessionIds.map(encodeURIComponent).join("/")}`;
    case "session": {
      const { sessionId, eventId, as } = route;
      const query = { ...(eventId !== "" && { event: eventId }), ...(as !== undefined && { as }) };
      return `#/session/${encodeURIComponent(sessionId)}${formatQuery(query)}`;
    }
    case "agents":
    case "events":
    case "sessions":
      return `#/${route.view}${formatQuery(route.filter)}`;
  }
}

function formatQuery(parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters);
  return query.size === 0 ? "" : `?${query}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
