// Asks for every list page of the workplace again and again, one request at a time, and prints median and p99.
//
//   node benches/staff.mjs URL NAME [ROUNDS]      a server with `--demo`; NAME heads the table
//
// A page is asked for ROUNDS times, or for three seconds when that is less; at least ten times.
//
// What is measured is the time from the request to the last byte on this machine: the server's time and a little more.
import { Agent, request } from "node:http";
import { crawl, kindOf } from "../tests/lib/crawl.mjs";
import { COOKIE, signIn } from "../tests/lib/people.mjs";

const [, , url, name, rounds = "200"] = process.argv;

// Pages by who asks for them. More of the same kind are found by walking: filters, sorts and pages of the list.
const WALKS = [
  { body: "department", role: "coordinator", start: ["/staff", "/staff/pripady", "/staff/mapa", "/staff/kalendar", "/staff/ubytovny", "/staff/hledat?q=dlouha", "/staff/hledat?q=UB-2026"] },
  { body: "foreign-police", role: "officer", start: ["/staff", "/staff/pripady"] },
  { body: "system", role: "administrator", start: ["/staff/sprava"] },
  { body: "oversight", role: "auditor", start: ["/staff/sprava/audit"] },
];
/** Pages of one thing, and files: not lists. */
const NOT_A_LIST = /\{id\}|novy|napoveda|ucet|\.csv|\.xlsx|\.ics|format|export|odhlas/;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function time(path, cookie) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const asked = request(new URL(path, url), { agent, headers: { cookie, accept: "text/html", "accept-language": "cs" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => resolve({ ms: Number(process.hrtime.bigint() - start) / 1e6, status: answer.statusCode, bytes }));
    });
    asked.on("error", reject).end();
  });
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

console.log(`| ${name}: page | who | median | p99 | longest | kB | status |\n|---|---|---:|---:|---:|---:|---:|`);
let worst = 0;
for (const { body, role, start } of WALKS) {
  const visitor = await signIn({ url }, body, role);
  const cookie = `${COOKIE}=${visitor.cookies.get(COOKIE)}`;
  const found = new Map();
  const take = (answer, path) => {
    if (answer.status === 200 && answer.type.startsWith("text/html") && !NOT_A_LIST.test(kindOf(path))) found.set(kindOf(path), [...(found.get(kindOf(path)) ?? []), path]);
  };
  await crawl(visitor, start, { most: 3, limit: 80, see: take });
  for (const path of [...found.values()].flat().sort()) {
    for (let warm = 0; warm < 5; warm += 1) await time(path, cookie);
    const times = [];
    let last;
    const start = Date.now();
    for (let round = 0; round < Number(rounds) && (round < 10 || Date.now() - start < 3_000); round += 1) times.push((last = await time(path, cookie)).ms);
    times.sort((a, b) => a - b);
    worst = Math.max(worst, at(times, 0.5));
    console.log(`| \`${path}\` | ${body}, ${role} | ${at(times, 0.5).toFixed(1)} ms | ${at(times, 0.99).toFixed(1)} ms | ${times.at(-1).toFixed(1)} ms | ${(last.bytes / 1000).toFixed(0)} | ${last.status} |`);
  }
}
console.log(`\nslowest median: ${worst.toFixed(1)} ms`);
agent.destroy();
