export {
  validateEvent,
  validateEventBatch,
  validateQueryRequest,
} from "./validate-messages.js";
export type { ValidationResult, Violation } from "./validation-result.js";
