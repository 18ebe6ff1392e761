/** Things kept on a device until the server has them: a database of the browser with one store, by `id`. */

export interface Kept<T> {
  put(thing: T): Promise<void>;
  all(): Promise<T[]>;
  remove(id: string): Promise<void>;
}

export function openKept<T extends { id: string }>(name: string, store: string): Promise<Kept<T>> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
    request.onerror = () => reject(request.error ?? new Error("no database"));
    request.onsuccess = () => resolve(kept(request.result, store));
  });
}

function kept<T>(database: IDBDatabase, store: string): Kept<T> {
  const run = <R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      // Only a transaction that has ended is on the disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("not kept"));
    });
  return {
    put: (thing) => run("readwrite", (store) => store.put(thing)).then(() => undefined),
    all: () => run<T[]>("readonly", (store) => store.getAll()),
    remove: (id) => run("readwrite", (store) => store.delete(id)).then(() => undefined),
  };
}
