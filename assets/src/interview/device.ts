/** What is kept on the device: interviews that are finished and not sent yet, and the one that is being held. */
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

const STORE = "held";

export interface Device {
  put(held: Held): Promise<void>;
  all(): Promise<Held[]>;
  remove(id: string): Promise<void>;
}

export function openDevice(): Promise<Device> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("okrsek-interviews", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onerror = () => reject(request.error ?? new Error("no database"));
    request.onsuccess = () => resolve(device(request.result));
  });
}

function device(database: IDBDatabase): Device {
  const run = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      // Only a transaction that has ended is on the disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
    });
  return {
    put: (held) => run("readwrite", (store) => store.put(held)).then(() => undefined),
    all: () => run<Held[]>("readonly", (store) => store.getAll()),
    remove: (id) => run("readwrite", (store) => store.delete(id)).then(() => undefined),
  };
}
