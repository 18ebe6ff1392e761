// Takes the pictures of the documentation from what the browser tests saw last: cropped, and in 128 colours, so that
// the repository stays small. Look at each one before it is committed.
//
//   tests/system.sh browser/pages.test.mjs && node tests/screens.mjs
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { ROOT } from "./lib/repository.mjs";

const HEIGHTS = { home: { 1280: 900, 360: 900 }, answer: { 1280: 1640, 360: 1500 }, split: { 1280: 1300, 360: 1300 } };
const COLOURS = 128;
const MOST_BYTES = 150_000;

/** PNG of 8 bits a channel without interlacing, as Chromium writes it (ISO/IEC 15948): rows of RGB. */
function decode(bytes, height) {
  let [width, all, channels] = [0, 0, 0];
  const data = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const [kind, body] = [bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))];
    if (kind === "IHDR") [width, all, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), { 2: 3, 6: 4 }[body[9]]];
    if (kind === "IDAT") data.push(body);
  }
  const raw = inflateSync(Buffer.concat(data));
  const [stride, rows] = [width * channels, []];
  let above = Buffer.alloc(stride);
  for (let y = 0; y < Math.min(all, height); y += 1) {
    const [filter, row] = [raw[y * (stride + 1)], Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)))];
    for (let x = 0; x < stride; x += 1) {
      const [a, b, c] = [x < channels ? 0 : row[x - channels], above[x], x < channels ? 0 : above[x - channels]];
      row[x] += [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
    }
    rows.push(Array.from({ length: width }, (_, x) => (row[x * channels] << 16) | (row[x * channels + 1] << 8) | row[x * channels + 2]));
    above = row;
  }
  return rows;
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

const distance = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** The commonest colours; every other becomes the nearest of them. */
function encode(rows) {
  const counts = new Map();
  for (const colour of rows.flat()) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const common = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  // Colours that look alike would waste places in the palette.
  const palette = [];
  for (const colour of common) if (palette.length < COLOURS && palette.every((other) => distance(colour, other) > 60)) palette.push(colour);
  const nearest = new Map(common.map((colour) => [colour, palette.reduce((best, other, at) => (distance(colour, other) < distance(colour, palette[best]) ? at : best), 0)]));
  const body = Buffer.concat(rows.map((row) => Buffer.from([0, ...row.map((colour) => nearest.get(colour))])));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rows[0].length, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const chunks = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", deflateSync(body, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), ...chunks]);
}

function chunk(kind, body) {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

mkdirSync(join(ROOT, "docs/screens"), { recursive: true });
for (const [page, widths] of Object.entries(HEIGHTS)) {
  for (const [width, height] of Object.entries(widths)) {
    for (const look of ["light", "dark"]) {
      const name = `${page}-${width}-${look}.png`;
      const bytes = encode(decode(readFileSync(join(ROOT, "tests/browser/screens", name)), height));
      if (bytes.length > MOST_BYTES) throw new Error(`${name} has ${bytes.length} bytes`);
      writeFileSync(join(ROOT, "docs/screens", name), bytes);
      console.log(`${name}: ${Math.round(bytes.length / 1000)} kB`);
    }
  }
}
