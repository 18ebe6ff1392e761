/** Sentences come from the server, in the language of the page: data attributes of `#work-status`. */
const status = document.getElementById("work-status");

/** The sentence `data-<name>` with its `#` filled in. */
export function sentence(name: string, value = ""): string {
  return (status?.dataset[name] ?? "").replace("#", value);
}

/** Tells a screen reader without moving the focus. */
export function tell(text: string): void {
  if (status !== null && status.textContent !== text) status.textContent = text;
}

/** The time on the wall, as the language of the page writes it. */
export function now(): string {
  return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
}
