/**
 * Whoever has typed something is asked before leaving the page. Only forms in which somebody writes are watched; a form
 * that the server has refused (`data-focus` summary inside the page) holds unsaved text from the start.
 */
export function guardUnsaved(form: HTMLFormElement): void {
  if (form.querySelector("textarea, input[type=text], select") === null || form.hasAttribute("data-no-guard")) return;
  const before = written(form);
  const refused = form.querySelector("[aria-invalid=true]") !== null;
  let sent = false;
  form.addEventListener("submit", () => (sent = true));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (sent || (!refused && written(form) === before)) return;
    event.preventDefault();
  });
}

/** What the form would send, as one text. Files count by name. */
export function written(form: HTMLFormElement): string {
  const pairs = [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  return JSON.stringify(pairs);
}
