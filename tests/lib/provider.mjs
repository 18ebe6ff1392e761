// A real provider of identity (oidc-provider from npm) that signs in whoever it is told to, and a proxy before it that
// can spoil what it says: take the names off its keys, forge, swap and age its tokens.
import { createHmac, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { after } from "node:test";
import Provider from "oidc-provider";

const leftovers = [];
after(async () => {
  for (const stop of leftovers.reverse()) await stop();
});

const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
const close = (server) => () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
const body = async (stream) => {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};

export const CLIENT = "okrsek";
export const SECRET = "a secret of the tests, and of nothing else";
export const HIGH = "urn:okrskov:loa:high";
export const LOW = "urn:okrskov:loa:low";

/**
 * Starts a provider. `who` is what the next person to come is: `who.sub` and `who.acr`. `spoil.jwks(set)` and
 * `spoil.token(answer, tools)` change what the proxy lets through; `seen` keeps what went by.
 */
export async function provider(back) {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...pair.privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" };
  const other = { ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), kid: "second", use: "sig", alg: "RS256" };
  const who = { sub: "jana", acr: LOW };
  const spoil = { jwks: (set) => set, token: (answer) => answer };
  const seen = [];

  const front = createServer();
  const issuer = `http://127.0.0.1:${await listen(front)}`;
  leftovers.push(close(front));
  const oidc = new Provider(issuer, {
    clients: [{ client_id: CLIENT, client_secret: SECRET, redirect_uris: [back], response_types: ["code"], grant_types: ["authorization_code"] }],
    jwks: { keys: [other, key].map((it) => ({ ...it, alg: it === key ? "RS256" : "PS256" })) },
    cookies: { keys: ["only for tests"] },
    pkce: { required: () => true },
    acrValues: [HIGH, LOW],
    claims: { openid: ["sub"], acr: null, auth_time: null },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  // The person at the provider: signs in without a word, as whoever `who` says.
  const answer = oidc.callback();
  const back_end = createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    seen.push({ interaction: await oidc.interactionDetails(request, response).then(({ params, prompt }) => ({ params, prompt: prompt.name })) });
    return oidc.interactionFinished(request, response, { login: { accountId: who.sub, acr: who.acr, remember: false } }, { mergeWithLastSubmission: false });
  });
  const behind = await listen(back_end);
  leftovers.push(close(back_end));
  oidc.proxy = true;

  const tools = {
    /** A token with other claims, signed by the provider's own key or by another one. */
    sign: (claims, header = { alg: "RS256", kid: "first", typ: "JWT" }, signing = pair.privateKey) => {
      const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const text = `${part(header)}.${part(claims)}`;
      if (header.alg === "none") return `${text}.`;
      if (header.alg === "HS256") return `${text}.${createHmac("sha256", SECRET).update(text).digest("base64url")}`;
      return `${text}.${createSign("sha256").update(text).sign(signing).toString("base64url")}`;
    },
    stranger: () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
    claims: (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url")),
    id: randomUUID,
  };

  front.on("request", async (request, response) => {
    const headers = { ...request.headers, "x-forwarded-proto": "http", "x-forwarded-host": request.headers.host };
    const sent = await body(request);
    const upstream = await fetch(`http://127.0.0.1:${behind}${request.url}`, { method: request.method, headers: forwarded(headers), body: sent.length > 0 ? sent : undefined, redirect: "manual" });
    let bytes = Buffer.from(await upstream.arrayBuffer());
    if (request.url === "/jwks") bytes = Buffer.from(JSON.stringify(spoil.jwks(JSON.parse(bytes))));
    if (request.url === "/token" && upstream.status === 200) {
      const said = JSON.parse(bytes);
      seen.push({ token: said.id_token });
      bytes = Buffer.from(JSON.stringify(spoil.token(said, tools)));
    }
    const kept = [...upstream.headers].filter(([name]) => !/^(content-length|transfer-encoding|connection|content-encoding|set-cookie|keep-alive)$/.test(name));
    response.writeHead(upstream.status, { ...Object.fromEntries(kept), "set-cookie": upstream.headers.getSetCookie() });
    response.end(bytes);
  });
  return { issuer, who, spoil, seen, tools, reset: () => Object.assign(spoil, { jwks: (set) => set, token: (said) => said }) };
}

/** Headers that `fetch` lets through; the host is said by x-forwarded-host. */
function forwarded(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(host|connection|content-length|transfer-encoding|upgrade|expect|keep-alive)$/.test(name)));
}

/** Goes to the provider and back as a browser would; returns the address that the provider sends the browser to. */
export async function visit(address) {
  const jar = new Map();
  const issuer = new URL(address).origin;
  let at = address;
  for (let turns = 0; turns < 10; turns += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(at, { redirect: "manual", headers: cookie === "" ? {} : { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split(/=(.*)/);
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${at}: ${answer.status} ${(await answer.text()).slice(0, 400)}`);
    at = new URL(location, at).href;
    if (new URL(at).origin !== issuer) return at;
  }
  throw new Error("the provider sends the browser around");
}
