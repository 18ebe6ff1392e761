/** Sends finished interviews, one after another, deletes each from the device when the server has it, and says how it fares. */
import { Device, Held } from "./device";

export class Outbox {
  private busy = false;
  private signIn = false;
  private prepared = false;

  constructor(
    private readonly place: HTMLElement,
    private readonly device: Device,
    private readonly say: (key: string) => string,
  ) {
    place.querySelector("[data-send]")?.addEventListener("click", () => void this.send());
    place.hidden = false;
  }

  /** The page and its questionnaire are on the device. */
  ready(): void {
    this.prepared = true;
    void this.draw();
  }

  async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.signIn = false;
    try {
      for (const held of await this.waiting()) if (!(await this.sendOne(held))) break;
    } finally {
      this.busy = false;
    }
    await this.draw();
  }

  private async waiting(): Promise<Held[]> {
    return (await this.device.all()).filter((held) => held.state === "finished");
  }

  /** False when it is no use to go on: no signal, or nobody is signed in. */
  private async sendOne(held: Held): Promise<boolean> {
    let answer: Response;
    try {
      answer = await fetch(`/api/v1/surveys/${held.wave}/interviews`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(held.interview),
      });
    } catch {
      return false;
    }
    if (answer.ok) {
      await this.device.remove(held.id);
      return true;
    }
    if (answer.status === 401) this.signIn = true;
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) return false;
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    await this.device.put({ ...held, why: problem.detail ?? String(answer.status) });
    return true;
  }

  async draw(): Promise<void> {
    const waiting = await this.waiting();
    const lines = waiting.map((held) => {
      const line = document.createElement("li");
      const when = this.say("held").replace("#", new Date(held.at).toLocaleString(document.documentElement.lang));
      line.textContent = `${when} – ${held.why === "" ? this.say("kept") : `${this.say("refused")} ${held.why}`}`;
      return line;
    });
    this.place.querySelector("[data-items]")?.replaceChildren(...lines);
    const button = this.place.querySelector<HTMLElement>("[data-send]");
    if (button !== null) button.hidden = waiting.length === 0;
    const state = waiting.length === 0 ? this.say("none") : this.say("waiting").replace("#", String(waiting.length));
    const parts = [this.prepared ? this.say("ready") : "", this.signIn ? this.say("signin") : "", state];
    const status = this.place.querySelector("[data-status]");
    if (status !== null) status.textContent = parts.filter((part) => part !== "").join(" ");
  }
}
