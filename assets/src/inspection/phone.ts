/** What is kept in the phone: filled checklists with their pictures, by their id, until the server has them. */
import { Filled } from "./form";

const STORE = "filled";

export interface Kept {
  add(filled: Filled): Promise<void>;
  all(): Promise<Filled[]>;
  remove(id: string): Promise<void>;
}

export function openPhone(): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("okrsek-rounds", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onerror = () => reject(request.error ?? new Error("no database"));
    request.onsuccess = () => resolve(kept(request.result));
  });
}

function kept(database: IDBDatabase): Kept {
  const run = <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      // Only a transaction that has ended is on the disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
    });
  return {
    add: (filled) => run("readwrite", (store) => store.put(filled)).then(() => undefined),
    all: () => run<Filled[]>("readonly", (store) => store.getAll()),
    remove: (id) => run("readwrite", (store) => store.delete(id)).then(() => undefined),
  };
}
