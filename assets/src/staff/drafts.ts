/**
 * Drafts: what is being written is sent to `data-draft` (form urlencoded, POST) when the writer pauses, so that a closed
 * lid loses nothing. The form itself is sent as ever; the server forgets the draft then.
 */
import { now, sentence, tell } from "./texts";
import { written } from "./unsaved";

const PAUSE = 3_000; // ms of not typing
const LONGEST = 200_000; // characters; the server refuses a megabyte

export function keepDrafts(form: HTMLFormElement): void {
  const target = form.dataset["draft"];
  if (target === undefined || target === "") return;
  const line = document.createElement("p");
  line.className = "draft";
  form.append(line);
  let kept = written(form);
  let timer: number | undefined;
  let sending = false;
  let sent = false;

  const save = async (): Promise<void> => {
    const text = written(form);
    if (sent || sending || text === kept) return;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    if (body.toString().length > LONGEST) return;
    sending = true;
    try {
      const answer = await fetch(target, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      kept = text;
      line.textContent = sentence("draftSaved", now());
    } catch {
      line.textContent = sentence("draftFailed");
      tell(sentence("draftFailed"));
    } finally {
      sending = false;
    }
  };

  const wait = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), PAUSE);
  };
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  form.addEventListener("submit", () => {
    sent = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => (sent = false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void save();
  });
}
