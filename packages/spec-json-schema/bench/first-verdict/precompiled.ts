const start = performance.now();
const { eventValidator } = await import("@chaukas/spec-json-schema/strict");
const valid = eventValidator.isValid({});
console.log(JSON.stringify({ valid, ms: performance.now() - start }));
