// A real mail server for tests (nodemailer's smtp-server), on a free port of this machine. It prints `listening PORT`, and
// then each letter it took as one line of JSON: {from, to, raw}. `node tests/lib/smtp-server.mjs [--tls CERT KEY] [--user NAME:PASSWORD]`
//
// It behaves as its correspondents ask: a recipient `nobody@…` is refused for good (550), `full@…` for now (452),
// `busy-N@…` is refused for now N times and then taken.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";

/** Starts one; `take` gets every letter. Returns the server with its `port`. */
export async function smtpServer(take, { tls, user } = {}) {
  const refused = new Map();
  const server = new SMTPServer({
    ...(tls === undefined ? { hideSTARTTLS: true } : { cert: readFileSync(tls.cert), key: readFileSync(tls.key) }),
    authOptional: user === undefined,
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password }, _, done) {
      const known = user === `${username}:${password}`;
      done(known ? null : Object.assign(new Error("user or password is wrong"), { responseCode: 535 }), { user: username });
    },
    onRcptTo({ address }, _, done) {
      const [name] = address.split("@");
      const times = Number(/^busy-(\d+)$/.exec(name)?.[1] ?? 0);
      const before = refused.get(address) ?? 0;
      if (name === "nobody") return done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
      if (name === "full" || before < times) {
        refused.set(address, before + 1);
        return done(Object.assign(new Error("mailbox is full"), { responseCode: 452 }));
      }
      return done();
    },
    onData(stream, { envelope }, done) {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        take({ from: envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString("latin1") });
        done(null, "taken");
      });
    },
  });
  server.on("error", () => {}); // a client that breaks off is no trouble of ours
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(server, { port: server.server.address().port });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const after = (name) => (words.includes(name) ? words.slice(words.indexOf(name) + 1) : undefined);
  const [tls, user] = [after("--tls"), after("--user")];
  const options = { tls: tls && { cert: tls[0], key: tls[1] }, user: user?.[0] };
  const { port } = await smtpServer((letter) => console.log(JSON.stringify(letter)), options);
  console.log(`listening ${port}`);
  // Ends with whoever started it, however that ended.
  process.stdin.on("end", () => process.exit(0)).resume();
}
