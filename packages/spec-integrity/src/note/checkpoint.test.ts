// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import {
  createNoteSigner,
  createNoteVerifier,
  emptyRoot,
  formatCheckpoint,
  formatOrigin,
  formatProofId,
  formatSignerKey,
  formatTilePath,
  formatVerifierKey,
  listTileNodes,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseOrigin,
  parseProofId,
  parseSignerKey,
  parseTilePath,
  parseVerifierKey,
  signCheckpoint,
  signNote,
} from "../index.ts";

const origin = "audit.example.com/t/acme";
const seed = new Uint8Array(32).fill(1);
const signer = createNoteSigner(origin, seed);
const verifier = createNoteVerifier(origin, signer.publicKey);
const checkpoint = { origin, size: 7, root: emptyRoot() };
const note = signCheckpoint(checkpoint, signer);

describe("checkpoints", () => {
  it("are accepted if signed with the key", () => {
    expect(openCheckpoint(note, verifier)).toEqual({ valid: true, checkpoint });
    expect(note).toMatch(/^audit\.example\.com\/t\/acme\n7\n[^\n]{44}\n\n— audit\.example\.com\/t\/acme [^\n]+\n$/);
  });

  it("can have extension lines, which are ignored", () => {
    const text = `${formatCheckpoint(checkpoint)}extension\n`;
    expect(openCheckpoint(signNote(text, [signer]), verifier)).toEqual({ valid: true, checkpoint });
  });

  const other = createNoteSigner(origin, new Uint8Array(32).fill(2));
  const elsewhere = createNoteSigner("audit.example.com/t/other", seed);

  it.each([
    ["with another size", note.replace("\n7\n", "\n8\n"), "bad_signature"],
    [
      "with another signature",
      `${note.slice(0, -12)}${note.at(-12) === "A" ? "B" : "A"}${note.slice(-11)}`,
      "bad_signature",
    ],
    ["of another key", signCheckpoint(checkpoint, other), "unsigned"],
    ["of a key of another log", signNote(formatCheckpoint(checkpoint), [elsewhere]), "unsigned"],
    ["of another log", signNote(formatCheckpoint({ ...checkpoint, origin: elsewhere.name }), [signer]), "wrong_origin"],
    ["without a signature", `${formatCheckpoint(checkpoint)}\n`, "unsigned"],
    ["without a final line feed", note.slice(0, -1), "malformed"],
    ["with a carriage return", note.replace("\n", "\r\n"), "malformed"],
    ["with a line that is not a signature", `${note}x\n`, "malformed"],
    ["with an invalid size", signNote(`${origin}\n07\n`, [signer]), "malformed"],
    ["with an invalid root", signNote(`${origin}\n7\nAA==\n`, [signer]), "malformed"],
    ["that is empty", "", "malformed"],
  ])("are refused %s", (_, text, code) => {
    expect(openCheckpoint(text, verifier)).toMatchObject({ valid: false, code, message: expect.stringMatching(/: ./) });
  });

  it("are accepted if others have signed them too", () => {
    const text = signNote(formatCheckpoint(checkpoint), [other, elsewhere, signer]);
    expect(openNote(text, verifier)).toEqual({ valid: true, text: formatCheckpoint(checkpoint) });
  });

  it("are signed only under their origin, and only as notes", () => {
    expect(() => signCheckpoint(checkpoint, elsewhere)).toThrow(expect.objectContaining({ code: "mismatch" }));
    const message = "note: expected text without control characters that ends in a line feed";
    expect(() => signNote("x", [signer])).toThrow(expect.objectContaining({ code: "malformed", message }));
    expect(() => parseCheckpoint("x")).toThrow(
      expect.objectContaining({
        code: "malformed",
        message: "checkpoint: expected lines with an origin, a size and a root",
      }),
    );
  });
});

describe("keys", () => {
  it("are read as written", () => {
    expect(parseVerifierKey(formatVerifierKey(signer))).toMatchObject({ name: origin, keyId: signer.keyId });
    expect(parseSignerKey(formatSignerKey(origin, seed)).publicKey).toEqual(signer.publicKey);
  });

  // From the documentation of golang.org/x/mod/sumdb/note.
  it("and notes are compatible with those of Go", () => {
    const peter = parseVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signed = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(openNote(signed, peter)).toEqual({ valid: true, text });
    expect(formatVerifierKey(peter)).toBe("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  });

  it.each([
    ["", "verifier key: expected <name>+<8 hex digits>+<base64 of 1 and 32 bytes>"],
    [
      formatVerifierKey(signer).replace(signer.keyId, "00000000"),
      `key id: expected ${signer.keyId} for this name and key, got 00000000`,
    ],
  ])("are refused: %s", (text, message) => {
    expect(() => parseVerifierKey(text)).toThrow(expect.objectContaining({ code: "malformed", message }));
  });

  it("of the wrong kind are refused without being shown", () => {
    const message = "signer key: expected text that starts with PRIVATE+KEY+";
    expect(() => parseSignerKey("secret")).toThrow(expect.objectContaining({ code: "malformed", message }));
    expect(() => createNoteSigner("a b", seed)).toThrow(
      expect.objectContaining({
        code: "malformed",
        message: 'key name: expected a name without spaces or +, got "a b"',
      }),
    );
    expect(() => createNoteVerifier("a", new Uint8Array(3))).toThrow(
      expect.objectContaining({ code: "out_of_range", message: "key: expected 32 bytes, got 3" }),
    );
  });

  it("of 32 bytes that are not a curve point verify nothing", () => {
    const broken = createNoteVerifier("a", new Uint8Array(32).fill(255));
    expect(broken.verify(new Uint8Array(), new Uint8Array(64))).toBe(false);
  });
});

describe("origins", () => {
  it.each([
    ["acme", "audit.example.com/t/acme"],
    ["a b+c/d#e", "audit.example.com/t/a%20b%2Bc%2Fd%23e"],
    ["it's (so)*!", "audit.example.com/t/it%27s%20%28so%29%2A%21"],
    ["Köln", "audit.example.com/t/K%C3%B6ln"],
  ])("escape the tenant %j", (tenantId, text) => {
    expect(formatOrigin("audit.example.com", tenantId)).toBe(text);
    expect(parseOrigin(text)).toEqual({ host: "audit.example.com", tenantId });
    expect(parseProofId(formatProofId(text, 12))).toEqual({ origin: text, sequence: 12 });
  });

  it("can have a port, and an address as the host", () => {
    expect(parseOrigin(formatOrigin("localhost:8080", "a")).host).toBe("localhost:8080");
    expect(parseOrigin(formatOrigin("[::1]:8080", "a")).host).toBe("[::1]:8080");
  });

  it.each([
    ["a b", "x", "malformed", 'host: expected a host such as audit.example.com, got "a b"'],
    ["a/b", "x", "malformed", 'host: expected a host such as audit.example.com, got "a/b"'],
    ["a", "", "malformed", "tenant: expected well-formed Unicode that is not empty"],
    ["a", "\ud800", "malformed", "tenant: expected well-formed Unicode that is not empty"],
    ["a".repeat(300), "€".repeat(85), "out_of_range", "origin: expected at most 1000 bytes, got 1068"],
  ])("are refused for host %s and tenant %s", (host, tenant, code, message) => {
    expect(() => formatOrigin(host, tenant)).toThrow(expect.objectContaining({ code, message }));
  });

  it.each(["acme", "a/t/b c", "a/t/%c3", "a/t/%C3", "a/t/%41", "a/t/", "a/t/b/c"])("are refused as %s", (text) => {
    expect(() => parseOrigin(text)).toThrow(expect.objectContaining({ code: "malformed" }));
  });

  it.each(["a/t/b", "a/t/b#", "a/t/b#01", "a/t/b#-1", "x#1", "a/t/b#9007199254740992"])(
    "have no proof id %s",
    (text) => {
      expect(() => parseProofId(text)).toThrow(expect.objectContaining({ code: "malformed" }));
    },
  );
});

describe("tile paths", () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, "tile/0/000"],
    [{ level: 2, index: 1_234_067, width: 8 }, "tile/2/x001/x234/067.p/8"],
  ])("are written and read for %j", (tile, path) => {
    expect(formatTilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each(["tile/0/1", "tile/0/x000/001", "tile/64/000", "tile/0/000.p/256", "tile/0/000.p/0", "tile/00/000", "x"])(
    "are refused as %s",
    (path) => {
      expect(() => parseTilePath(path)).toThrow(expect.objectContaining({ code: "malformed" }));
    },
  );

  it("name the nodes of the tile", () => {
    expect(listTileNodes({ level: 1, index: 2, width: 2 })).toEqual([
      { level: 8, index: 512 },
      { level: 8, index: 513 },
    ]);
  });
});
