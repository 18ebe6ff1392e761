// What must look the same: a thing that is not there, and a thing that somebody else has.
import assert from "node:assert/strict";
import { ID } from "./crawl.mjs";

/** An id as the program makes them, that nothing has. */
export const MISSING = "0a7zzzzzzzzz0";

/** All that a person could tell apart: status, headers and text, without ids and what differs every time. */
export function seen({ status, type, body, headers }, path) {
  const plain = body.replaceAll(encodeURIComponent(path), "PATH").replaceAll(path, "PATH").replace(ID, "ID").replace(/[0-9a-f]{16,}/g, "HEX");
  return { status, type, plain, cache: headers.get("cache-control"), length: plain.length };
}

/** Asks for both and finds no difference; answers the status of both. */
export async function same(visitor, path, missing, ask = (way) => visitor.ask(way)) {
  const answer = await ask(path);
  assert.equal(answer.status, 404, `${path}: ${answer.status}`);
  assert.deepEqual(seen(answer, path), seen(await ask(missing), missing), path);
}
