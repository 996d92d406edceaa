// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary } from "../style/error-boundary.js";
import { type Connection, findMissing, send, withTenant } from "./api/connection.js";
import { saveConnection, savedConnection } from "./api/kept.js";
import { type Route, readRoute } from "./route.js";
import { AgentsView } from "./views/agents-view.js";
import { CompareView } from "./views/compare-view.js";
import { ConnectForm } from "./views/connect-form.js";
import { EventsView } from "./views/events-view.js";
import { SessionView } from "./views/session-view.js";
import { SessionsView } from "./views/sessions-view.js";
import { TrailView } from "./views/trail-view.js";

/** The explorer: the view that the URL names, once the server lets its caller read. */
export function App() {
  const [route, setRoute] = useState(readRoute(location.hash));
  const [connection, setConnection] = useState<Connection>();
  const [problem, setProblem] = useState("");
  const [missing, setMissing] = useState<"key" | "tenant">();
  useEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  async function connect(given: Connection): Promise<void> {
    try {
      await send(given, `/v1/stats${withTenant(given)}`);
    } catch (error) {
      const asked = findMissing(given, error);
      setMissing(asked);
      setProblem(asked === undefined ? (error as Error).message : "");
      return;
    }
    saveConnection(given);
    setProblem("");
    setMissing(undefined);
    setConnection(given);
  }
  const given = { baseUrl: defaultBaseUrl(), key: "", tenantId: "", ...savedConnection() };
  useEffect(() => void connect(given), []);
  if (connection === undefined) {
    return <ConnectForm given={given} problem={problem} missing={missing} onConnect={connect} />;
  }
  return (
    <>
      <nav aria-label="Views">
        {Object.entries(places).map(([view, name]) => (
          <a key={view} href={`#/${view}`} aria-current={view === route.view ? "page" : undefined}>
            {name}
          </a>
        ))}
        <span class="muted">
          {connection.baseUrl}
          {connection.tenantId !== "" && `, tenant ${connection.tenantId}`}
        </span>
        <button
          type="button"
          class="plain"
          onClick={() => {
            saveConnection({ ...connection, key: "" });
            setConnection(undefined);
          }}
        >
          Disconnect
        </button>
      </nav>
      <ErrorBoundary place={location.hash}>
        <View route={route} connection={connection} />
      </ErrorBoundary>
    </>
  );
}

/** The views that every page leads to. */
const places = { sessions: "Sessions", events: "Events", agents: "Agents", trail: "Trail" } as const;

function View({ route, connection }: { route: Route; connection: Connection }) {
  switch (route.view) {
    case "sessions":
      return <SessionsView key={location.hash} connection={connection} filter={route.filter} />;
    case "events":
      return <EventsView key={location.hash} connection={connection} filter={route.filter} />;
    case "agents":
      return <AgentsView key={location.hash} connection={connection} filter={route.filter} />;
    case "session":
      return <SessionView key={route.sessionId} connection={connection} {...route} />;
    case "compare":
      return <CompareView key={location.hash} connection={connection} sessionIds={route.sessionIds} />;
    case "trail":
      return <TrailView connection={connection} />;
  }
}

/** The server that served the page, unless it is a file. */
function defaultBaseUrl(): string {
  return location.protocol.startsWith("http") ? location.origin : "http://127.0.0.1:50051";
}
