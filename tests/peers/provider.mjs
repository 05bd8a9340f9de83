// A real OpenID Connect provider. Whoever stands in `person` is signed in there at once; nobody there, and it says no.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { importJWK, SignJWT, decodeJwt } from "jose";
import Provider from "oidc-provider";

const SCOPES = "openid email profile";

// Starts a provider that knows the portal as `client` with `secret`, and lets people go back to `callback`.
export async function provider({ port, client, secret, callback }) {
  const issuer = `http://localhost:${port}`;
  const key = { ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" };
  const state = { issuer, person: null, forge: null, asked: [] };
  const oidc = new Provider(issuer, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [callback], grant_types: ["authorization_code"], response_types: ["code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a key of this test"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...state.person, sub: accountId }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [key] },
    async loadExistingGrant({ oidc: { provider, client, session } }) {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  });
  // What a broken provider would say: the same ID token with other claims, under the same key.
  oidc.use(async (context, next) => {
    if (context.path === "/auth") state.asked.push(context.query);
    await next();
    if (!state.forge || context.path !== "/token" || !context.body?.id_token) return;
    const claims = { ...decodeJwt(context.body.id_token), ...state.forge };
    const token = new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" });
    context.body = { ...context.body, id_token: await token.sign(await importJWK(key, "RS256")) };
  });
  const answer = oidc.callback();
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    const result = state.person
      ? { login: { accountId: state.person.sub, remember: false } }
      : { error: "access_denied", error_description: "the person said no" };
    await oidc.interactionFinished(request, response, result);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return Object.assign(state, {
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  });
}
