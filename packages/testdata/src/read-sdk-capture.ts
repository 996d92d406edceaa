import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One HTTP request that the Python SDK (chaukas-sdk 0.1.0) really sent. */
export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body as sent: a binary `chaukas.spec.client.v1.IngestEventBatchRequest`. */
  readonly body: Uint8Array<ArrayBuffer>;
}

const folder = join(import.meta.dirname, "../sdk-capture");

/** Reads the captured requests in the order in which the SDK sent them. */
export function readCapturedRequests(): CapturedRequest[] {
  const requests = JSON.parse(readFileSync(join(folder, "requests.json"), "utf8")) as (Omit<CapturedRequest, "body"> & {
    file: string;
  })[];
  return requests.map(({ file, ...request }) => ({
    ...request,
    body: Uint8Array.from(readFileSync(join(folder, file))),
  }));
}

/** Reads the lines that the SDK wrote in its file mode: ProtoJSON with timestamps that lack a zone. */
export function readCapturedLines(): string[] {
  return readFileSync(join(folder, "session.jsonl"), "utf8").trimEnd().split("\n");
}
