// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";

/** Opens an HTTP/2 session and waits until the server has accepted it. */
export async function openHttp2(url: string, options = {}): Promise<ClientHttp2Session> {
  const session = connect(url, options);
  session.on("error", () => {});
  await once(session, "remoteSettings");
  return session;
}

/** Sends a GET over an HTTP/2 session, and resolves with the body of the response. */
export async function getHttp2(session: ClientHttp2Session, path: string): Promise<string> {
  const stream = session.request({ ":path": path });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
