/**
 * Rounds without a signal. The form and the round are plain pages; with this script a filled checklist is first kept in
 * the phone and then sent, so that nothing is lost between two streets.
 *
 *   form ─► keep (IndexedDB) ─► send: POST /api/v1/inspections, then its pictures ─► gone from the phone
 *              ▲                  │ no signal, no session, refused: it stays and says so
 *              └──────────────────┘ again when the signal is back, every half a minute, and by the button
 */
import { checklistOf } from "./inspection/form";
import { Outbox } from "./inspection/outbox";
import { Phone, openPhone } from "./inspection/phone";

const EVERY = 30_000;

async function begin(): Promise<void> {
  const round = document.querySelector<HTMLElement>("[data-outbox]");
  const form = document.querySelector<HTMLFormElement>("form[data-inspection]");
  if (round === null && form === null) return;
  const phone = openPhone();
  phone.catch(() => undefined); // whoever waits for it learns of it
  // At once, before anything is waited for: the button may be pressed any moment.
  if (form !== null) keepFirst(form, phone);
  const worker = (round ?? form)?.dataset["worker"];
  // Without a signal this fails or is old; what is kept in the phone does not depend on it.
  const registered = worker === undefined ? undefined : await register(worker);
  if (round !== null) await showOutbox(round, phone, registered !== undefined);
  // Whoever signs out on a shared phone leaves no pages of the round behind; lists that were not sent stay.
  document.querySelector("form.sign-out")?.addEventListener("submit", () => void caches.delete("rounds"));
}

async function register(worker: string): Promise<ServiceWorkerRegistration | undefined> {
  try {
    return await navigator.serviceWorker.register(worker);
  } catch {
    return undefined;
  }
}

async function showOutbox(round: HTMLElement, phone: Promise<Phone>, registered: boolean): Promise<void> {
  let kept: Phone;
  try {
    kept = await phone;
  } catch {
    // Private windows keep nothing; the plain form goes on working.
    unable(round);
    return;
  }
  const outbox = new Outbox(round, kept);
  window.addEventListener("online", () => void outbox.send());
  window.setInterval(() => void outbox.send(), EVERY);
  await outbox.send();
  if (registered) await takeAlong(outbox);
}

function unable(round: HTMLElement): void {
  round.hidden = false;
  const status = round.querySelector("[data-status]");
  if (status !== null) status.textContent = round.dataset["unable"] ?? "";
}

/** The checklist is kept in the phone first; what cannot be kept goes the plain way. */
function keepFirst(form: HTMLFormElement, phone: Promise<Phone>): void {
  // The page may come from the phone, so its mark and time are made anew.
  field(form, "client_id").value = crypto.randomUUID();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    field(form, "filled_at").value = new Date().toISOString();
    const filled = checklistOf(form);
    phone
      .then((kept) => kept.put(filled))
      .then(() => window.location.assign(form.dataset["back"] ?? "/staff/ubytovny/obchuzky"))
      .catch(() => form.submit());
  });
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

/** Takes the round and the pages of its segments along, with everything they load. */
async function takeAlong(outbox: Outbox): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-offline]")].map((link) => link.href);
  const loaded = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], link[rel=icon], script[src]")];
  const files = loaded.map((one) => ("href" in one ? one.href : one.src));
  const fonts = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".woff2"));
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => {
    if (data === "ready") outbox.ready();
  };
  registration.active?.postMessage({ take: [window.location.href.split("#")[0], ...links, ...files, ...fonts] }, [channel.port2]);
}

void begin();
