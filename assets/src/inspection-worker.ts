/**
 * Serves the pages of a round, or of interviews, when there is no signal. Its scope is the folder it was asked from and
 * nothing else; what it keeps was taken along by a page, and a page is always asked for anew while the server answers.
 */
/// <reference lib="webworker" />
export {};

const worker = self as unknown as ServiceWorkerGlobalScope;
// Each folder keeps its own, so that signing out of one does not empty the other.
const KEPT = worker.location.pathname.startsWith("/staff/pruzkumy/") ? "interviews" : "rounds";
const PATIENCE = 4_000; // ms without an answer count as no signal

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("message", (event) => {
  const { take } = event.data as { take?: string[] };
  if (take === undefined) return;
  event.waitUntil(
    takeAlong(take).then(
      () => event.ports[0]?.postMessage("ready"),
      () => event.ports[0]?.postMessage("failed"),
    ),
  );
});

async function takeAlong(addresses: string[]): Promise<void> {
  const kept = await caches.open(KEPT);
  for (const address of new Set(addresses)) {
    if (new URL(address).origin !== worker.location.origin) continue;
    const answer = await fetch(address, { credentials: "same-origin" });
    // A redirect leads to the sign-in page, which is no page of a round.
    if (!answer.ok || answer.redirected) throw new Error(address);
    await kept.put(address, answer);
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(firstKept(request));
  else if (request.mode === "navigate" || /^\/api\/v1\/surveys\/[^/]+\/questionnaire$/.test(url.pathname)) event.respondWith(firstAsked(request));
});

/** Files have a name that changes with their content, so a kept one is never old. */
async function firstKept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function firstAsked(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT);
  const address = request.url.split(/[?#]/)[0] ?? request.url;
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), PATIENCE);
  const old = await kept.match(address);
  try {
    const answer = await fetch(request, old === undefined ? {} : { signal: cut.signal });
    if (answer.ok && !answer.redirected && old !== undefined) await kept.put(address, answer.clone());
    return answer;
  } catch (error) {
    if (old !== undefined) return old;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
