/**
 * Who else works on this record: `data-presence` is asked (POST) when the page opens and every twenty seconds while it
 * is looked at, and answers `{"people": ["Jana Ukázková, Městská policie", …]}` without the asker. The line is written
 * only when it changes, so that a screen reader is not told the same again and again.
 */
import { sentence } from "./texts";

const EVERY = 20_000; // ms
const PATIENCE = 3; // failures in a row, then it is quiet

export function showPresence(element: HTMLElement): void {
  const source = element.dataset["presence"];
  if (source === undefined || source === "") return;
  const line = document.createElement("p");
  line.className = "presence";
  line.setAttribute("role", "status");
  element.prepend(line);
  let failures = 0;

  const ask = async (): Promise<void> => {
    if (document.visibilityState === "hidden" || failures >= PATIENCE) return;
    try {
      const answer = await fetch(source, {
        method: "POST",
        headers: { accept: "application/json" },
        credentials: "same-origin",
        redirect: "error", // signed out: the sign-in page is no answer
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { people } = (await answer.json()) as { people?: string[] };
      failures = 0;
      const text = people === undefined || people.length === 0 ? "" : sentence("presence", people.join(", "));
      if (line.textContent !== text) line.textContent = text;
    } catch {
      failures += 1;
      line.textContent = "";
    }
  };

  void ask();
  window.setInterval(() => void ask(), EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void ask();
  });
}
