/** What is kept on the device: interviews that are finished and not sent yet, and the one that is being held. */
import { Kept, openKept } from "../kept";
import { Answers } from "./form";

/** An interview as the server takes it. */
export interface Interview {
  client: string;
  mode: string;
  code: string;
  answers: Answers;
}

export interface Held {
  id: string;
  wave: string;
  /** Begun: its answers as typed so far. Finished: waits to be sent. */
  state: "begun" | "finished";
  language: string;
  at: string;
  interview: Interview;
  /** What the server said when it refused; empty when it has not been asked. */
  why: string;
}

export type Device = Kept<Held>;

export const openDevice = (): Promise<Device> => openKept<Held>("okrsek-interviews", "held");
