/** Sends what the phone keeps, one after another, and says how each of them fares. */
import { Filled } from "./form";
import { Phone } from "./phone";

export class Outbox {
  private busy = false;
  private signIn = false;
  private prepared = false;
  private readonly status: HTMLElement | null;
  private readonly items: HTMLElement | null;
  private readonly button: HTMLButtonElement | null;

  constructor(
    private readonly place: HTMLElement,
    private readonly phone: Phone,
  ) {
    this.status = place.querySelector("[data-status]");
    this.items = place.querySelector("[data-items]");
    this.button = place.querySelector("[data-send]");
    this.button?.addEventListener("click", () => void this.send());
    place.hidden = false;
  }

  /** The pages of the round are in the phone. */
  ready(): void {
    this.prepared = true;
    void this.draw();
  }

  async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.signIn = false;
    let sent = 0;
    try {
      for (const filled of await this.phone.all()) {
        if (!(await this.sendOne(filled))) break;
        sent += 1;
      }
    } finally {
      this.busy = false;
    }
    await this.draw();
    // The table of the page shows what the server has now.
    if (sent > 0 && navigator.onLine && (await this.phone.all()).length === 0) window.location.reload();
  }

  /** False when it is no use to go on: no signal, or nobody is signed in. */
  private async sendOne(filled: Filled): Promise<boolean> {
    let answer: Response;
    try {
      answer = await fetch("/api/v1/inspections", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(filled.checklist),
      });
      if (answer.ok) {
        for (const photo of filled.photos) {
          const form = new FormData();
          form.append("photo_id", photo.id);
          form.append("photo", photo.file, "photo.jpg");
          const kept = await fetch(`/api/v1/inspections/${filled.id}/photos`, { method: "POST", body: form });
          if (kept.status >= 500 || kept.status === 401 || kept.status === 429) answer = kept;
        }
      }
    } catch {
      return false;
    }
    if (answer.ok) {
      await this.phone.remove(filled.id);
      if (answer.status === 202) window.sessionStorage.setItem(`beside-${filled.id}`, filled.label);
      return true;
    }
    if (answer.status === 401) {
      this.signIn = true;
      return false;
    }
    if (answer.status >= 500 || answer.status === 429) return false;
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    await this.phone.put({ ...filled, said: "refused", why: problem.detail ?? "" });
    return true;
  }

  private async draw(): Promise<void> {
    const waiting = await this.phone.all();
    const say = (key: string): string => this.place.dataset[key] ?? "";
    const lines = waiting.map((filled) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = filled.page;
      link.textContent = filled.label;
      line.append(link, " – ", filled.said === "refused" ? `${say("refused")} ${filled.why}` : say("kept"));
      return line;
    });
    this.items?.replaceChildren(...lines);
    if (this.button !== null) this.button.hidden = waiting.length === 0;
    const state = waiting.length === 0 ? say("none") : say("waiting").replace("#", String(waiting.length));
    const parts = [this.prepared ? say("ready") : "", this.signIn ? say("signin") : "", state];
    if (this.status !== null) this.status.textContent = parts.filter((part) => part !== "").join(" ");
  }
}
