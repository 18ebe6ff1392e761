/**
 * The keyboard: `/` goes to the search, `j` and `k` walk through the rows of what is marked `data-keys`, Enter opens the
 * row (the focus is on its link, so that is the browser's own doing), `?` shows the help.
 *
 * Single letters can be switched off and stay off in this browser (WCAG 2.1.4). They are never taken from somebody who
 * is typing, chooses in a list, or holds Ctrl, Alt or Meta.
 */
const OFF = "okrsek-keys-off";

/** Storage may be forbidden; then the choice holds for this page. */
let off = false;
function readOff(): boolean {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return off;
  }
}
function writeOff(value: boolean): void {
  off = value;
  try {
    if (value) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // kept for this page
  }
}

export function listen(): void {
  const help = document.querySelector<HTMLDialogElement>("dialog#keys");
  const opener = document.getElementById("keys-open");
  const toggle = document.querySelector<HTMLInputElement>("#keys-on");
  if (help === null || toggle === null || typeof help.showModal !== "function") return;
  toggle.checked = !readOff();
  toggle.addEventListener("change", () => writeOff(!toggle.checked));
  if (opener !== null) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (readOff() || help.open || isTyping(event.target)) return;
    if (act(event.key, help)) event.preventDefault();
  });
}

/** Whether the key is meant for what has the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  return target.closest("[role=combobox],[role=listbox],[role=textbox],[role=application],.maplibregl-map") !== null;
}

function act(key: string, help: HTMLDialogElement): boolean {
  if (key === "/") return focusSearch();
  if (key === "j") return walk(1);
  if (key === "k") return walk(-1);
  if (key !== "?") return false;
  help.showModal();
  return true;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main input[type=search], main form[role=search] input, input[type=search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** Rows that lead somewhere, of all marked tables and lists, in the order of the page. */
function rows(): HTMLElement[] {
  const found = document.querySelectorAll<HTMLElement>("[data-keys] tbody tr, [data-keys] > li, ul[data-keys] > li, ol[data-keys] > li");
  return [...found].filter((row) => row.querySelector("a[href]") !== null);
}

function walk(step: number): boolean {
  const all = rows();
  if (all.length === 0) return false;
  const focused = document.activeElement;
  const here = all.findIndex((row) => row.contains(focused) || (focused === document.body && row.classList.contains("at")));
  const next = here === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all.forEach((row, at) => row.classList.toggle("at", at === next));
  const row = all[next];
  row?.querySelector<HTMLElement>("a[href]")?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
  return true;
}
