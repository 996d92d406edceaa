/** Reasons for which a generator refuses its input. */
export type CodegenErrorCode = "unsupported" | "usage";

/** Thrown when a generator cannot turn its input into output without losing something. */
export class CodegenError extends Error {
  override readonly name = "CodegenError";
  readonly code: CodegenErrorCode;

  constructor(code: CodegenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
