// A mail server for the tests from outside: start it, point the program at it, read what arrived.
import PostalMime from "postal-mime";
import { after } from "node:test";
import { smtpServer } from "./smtp-server.mjs";

const leftovers = [];
after(() => Promise.all(leftovers.map((server) => new Promise((resolve) => server.close(resolve)))));

/** `env` is what the program needs to find it; `letter(predicate)` waits for one. */
export async function mailbox() {
  const letters = [];
  const server = await smtpServer((letter) => letters.push(letter));
  leftovers.push(server);
  const env = {
    OKRSEK_MAIL__HOST: "127.0.0.1", OKRSEK_MAIL__PORT: String(server.port), OKRSEK_MAIL__TLS: "none",
    OKRSEK_MAIL__FROM: "Okrsek <okrsek@okrskov.example>",
  };
  const read = async ({ to, raw }) => {
    const { subject, text, messageId, inReplyTo } = await PostalMime.parse(Buffer.from(raw, "latin1"));
    return { to: to[0], subject, text, messageId, inReplyTo };
  };
  return {
    env,
    all: () => Promise.all(letters.map(read)),
    async letter(wanted, within = 20_000) {
      for (const until = Date.now() + within; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
        const found = (await Promise.all(letters.map(read))).find(wanted);
        if (found !== undefined) return found;
      }
      throw new Error(`no such letter among ${letters.length}: ${(await Promise.all(letters.map(read))).map(({ to, subject }) => `${to}: ${subject}`).join("; ")}`);
    },
  };
}
