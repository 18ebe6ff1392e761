/**
 * Suggestions for an address inside a longer form: a list of the browser's own under the field, filled while one types.
 * A chosen suggestion brings the code of its address along, so that nobody is asked which one was meant.
 */
interface Suggestion {
  text: string;
  detail: string;
  address: number | null;
}

const PAUSE = 150; // ms of not typing before we ask
const LEAST = 2; // characters before we ask

export function suggestPlaces(place: HTMLElement): void {
  const input = place.querySelector<HTMLInputElement>("input[name=address]");
  const source = place.dataset["place"];
  if (input === null || source === undefined) return;
  const list = document.createElement("datalist");
  list.id = `${input.id}-places`;
  place.append(list);
  input.setAttribute("list", list.id);
  const codes = new Map<string, number>();
  let timer = 0;
  let asked: AbortController | undefined;
  input.addEventListener("input", () => {
    remember(place, codes.get(input.value.trim()));
    window.clearTimeout(timer);
    asked?.abort();
    const query = input.value.trim();
    if (query.length < LEAST || codes.has(query)) return;
    asked = new AbortController();
    const { signal } = asked;
    timer = window.setTimeout(() => void ask(source, query, signal).then((found) => show(list, codes, found), () => undefined), PAUSE);
  });
}

async function ask(source: string, query: string, signal: AbortSignal): Promise<Suggestion[]> {
  const answer = await fetch(`${source}?q=${encodeURIComponent(query)}`, { signal, headers: { accept: "application/json" } });
  if (!answer.ok) return [];
  return ((await answer.json()) as { suggestions: Suggestion[] }).suggestions;
}

function show(list: HTMLDataListElement, codes: Map<string, number>, found: Suggestion[]): void {
  const options = found.map(({ text, detail, address }) => {
    const value = `${text}, ${detail}`;
    if (address !== null) codes.set(value, address);
    const option = document.createElement("option");
    option.value = value;
    return option;
  });
  list.replaceChildren(...options);
}

/** The code of the chosen address; typing on takes it away again. */
function remember(place: HTMLElement, code: number | undefined): void {
  let kept = place.querySelector<HTMLInputElement>("input[type=hidden][name=address_code]");
  if (code === undefined) {
    kept?.remove();
    return;
  }
  if (kept === null) {
    kept = document.createElement("input");
    kept.type = "hidden";
    kept.name = "address_code";
    place.append(kept);
  }
  kept.value = String(code);
}
