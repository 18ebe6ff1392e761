/** A filled form as a checklist that can be kept and sent. */

export interface Checklist {
  client_id: string;
  round: string;
  segment: string;
  filled_at: string;
  scores: Record<string, number>;
  weather: string;
  last_collection: string;
  responsible: string;
  due: string;
  recheck_of: string;
  note: string;
}

export interface Filled {
  id: string;
  label: string;
  page: string;
  checklist: Checklist;
  photos: { id: string; file: Blob }[];
  /** What the server said: nothing yet, kept beside another list, or refused with a reason. */
  said: "" | "beside" | "refused";
  why: string;
}

export function checklistOf(form: HTMLFormElement): Filled {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "");
  const scores: Record<string, number> = {};
  for (const [name, value] of data) {
    if (name.startsWith("score-")) scores[name.slice("score-".length)] = Number(value);
  }
  const files = data.getAll("photo").filter((file): file is File => file instanceof File && file.size > 0);
  const id = text("client_id");
  return {
    id,
    label: form.dataset["label"] ?? "",
    page: window.location.pathname,
    checklist: {
      client_id: id,
      round: form.dataset["round"] ?? "",
      segment: form.dataset["segment"] ?? "",
      filled_at: text("filled_at"),
      scores,
      weather: text("weather"),
      last_collection: text("last_collection"),
      responsible: text("responsible"),
      due: text("due"),
      recheck_of: text("recheck_of"),
      note: text("note"),
    },
    photos: files.map((file, at) => ({ id: `${id}-${at}`, file })),
    said: "",
    why: "",
  };
}
