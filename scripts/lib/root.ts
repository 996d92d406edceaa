import { join } from "node:path";

/** Root folder of the repository. */
export const root: string = join(import.meta.dirname, "../..");
