import { spawn } from "node:child_process";
import { ScriptError } from "./script-error.ts";

/** Options of {@link run}. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What to do when the program fails, for the error. */
  readonly remedy?: string;
}

/**
 * Runs a program and returns what it wrote to standard output. Throws {@link ScriptError} with everything
 * that it wrote when it does not exit with 0.
 */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    all += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new ScriptError(`${program}: cannot be started`, "run the command through npm", { cause })),
    );
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new ScriptError(`${program} ${args.join(" ")} exited with ${code}:\n${all.trim()}`, options.remedy);
  }
  return stdout;
}
