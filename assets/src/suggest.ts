/**
 * Suggestions under the search box: an editable combobox with a list (ARIA APG, "list autocomplete with manual
 * selection"). The form works without it; Enter without a chosen suggestion sends the form as ever.
 */

interface Suggestion {
  text: string;
  detail: string;
  address: number | null;
  url: string;
}

const PAUSE = 120; // ms of not typing before we ask
const LEAST = 2; // characters before we ask

export function enhanceSearch(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  const source = form.dataset["suggest"];
  if (input !== null && source !== undefined && source !== "") new Suggest(form, input, source);
}

/** A field of a larger form: a chosen suggestion is written into it and leads nowhere. */
export function enhanceField(field: HTMLElement): void {
  const input = field.querySelector<HTMLInputElement>("input");
  const source = field.dataset["suggestField"];
  if (input !== null && source !== undefined && source !== "") new Suggest(field, input, source);
}

class Suggest {
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");
  private suggestions: Suggestion[] = [];
  private active = -1;
  private asked: AbortController | undefined;
  private timer: number | undefined;
  private last = "";

  constructor(
    private readonly form: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly source: string,
  ) {
    const id = `${input.id}-suggestions`;
    this.list.id = id;
    this.list.className = "suggest";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.querySelector("label")?.textContent ?? "");
    this.list.hidden = true;
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    input.parentElement?.append(this.list);
    form.append(this.status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);

    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // A press on an option must not take the focus from the box before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option !== null) this.choose(Number(option.dataset["at"]));
    });
  }

  private typed(): void {
    window.clearTimeout(this.timer);
    this.asked?.abort();
    const query = this.input.value.trim();
    if (query.length < LEAST) {
      this.last = "";
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => void this.ask(query), PAUSE);
  }

  private async ask(query: string): Promise<void> {
    if (query === this.last && this.suggestions.length > 0) {
      this.open();
      return;
    }
    const asked = new AbortController();
    this.asked = asked;
    try {
      const address = `${this.source}?q=${encodeURIComponent(query)}`;
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      if (asked.signal.aborted || document.activeElement !== this.input) return;
      this.last = query;
      this.suggestions = suggestions;
      this.draw();
    } catch {
      if (asked.signal.aborted) return;
      this.close();
      this.tell(this.form.dataset["failed"] ?? "");
    }
  }

  private draw(): void {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...this.suggestions.map(({ text, detail }, at) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset["at"] = String(at);
        const name = document.createElement("span");
        name.className = "suggest__text";
        name.textContent = text;
        const place = document.createElement("span");
        place.className = "suggest__detail";
        place.textContent = detail;
        option.append(name, " ", place);
        return option;
      }),
    );
    if (this.suggestions.length === 0) {
      this.close();
      this.tell(this.form.dataset["none"] ?? "");
    } else {
      this.open();
      this.tell((this.form.dataset["count"] ?? "").replace("#", String(this.suggestions.length)));
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { key } = event;
    if (this.list.hidden) {
      if ((key === "ArrowDown" || key === "ArrowUp") && this.suggestions.length > 0 && this.input.value.trim() !== "") {
        event.preventDefault();
        this.open();
        this.mark(key === "ArrowDown" ? 0 : this.suggestions.length - 1);
      }
      return;
    }
    const count = this.suggestions.length;
    if (key === "ArrowDown") this.mark(this.active + 1 < count ? this.active + 1 : -1);
    else if (key === "ArrowUp") this.mark(this.active === -1 ? count - 1 : this.active - 1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.active !== -1) this.choose(this.active);
    else return;
    event.preventDefault();
  }

  /** Marks one option; −1 goes back to the box. */
  private mark(at: number): void {
    this.active = at;
    this.list.querySelectorAll("[role=option]").forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === at));
      if (i === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at === -1) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  private choose(at: number): void {
    const chosen = this.suggestions[at];
    if (chosen === undefined) return;
    this.input.value = chosen.text;
    this.close();
    if (!(this.form instanceof HTMLFormElement)) {
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    // Only addresses of this host are followed, whatever the answer says.
    const url = new URL(chosen.url, window.location.href);
    if (url.origin === window.location.origin) window.location.assign(url);
    else this.form.requestSubmit();
  }

  private open(): void {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private tell(sentence: string): void {
    this.status.textContent = sentence;
  }
}
