import type { Transport } from "@connectrpc/connect";
import type { RetryPolicy } from "./retry-policy.js";

/** Options of {@link createChaukasClient}. Either `baseUrl` or `transport` is needed. */
export interface ChaukasClientOptions {
  /** Where the server is: an absolute `http` or `https` URL, with a path if the server has one. */
  readonly baseUrl?: string;
  /** Key that is sent as `Authorization: Bearer …`. Calls that set this header themselves keep theirs. */
  readonly apiKey?: string;
  /**
   * Transport to use in place of the Connect protocol over `fetch`, for example `createGrpcTransport` of
   * `@connectrpc/connect-node`. It brings its own base URL; key, timeout and retries apply to it as well.
   */
  readonly transport?: Transport;
  /** Time for one call with all its attempts, in milliseconds. 0 means no limit. Default: 15 000. */
  readonly timeoutMs?: number;
  /** Changes to the default retry policy, or `false` for none. Default: 4 attempts within the timeout. */
  readonly retry?: Partial<RetryPolicy> | false;
}
