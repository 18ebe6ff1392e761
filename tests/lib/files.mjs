// Files as people bring them: official address CSV, packed in every way, whole and broken.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

export const HEADINGS = [
  "Kód ADM", "Kód obce", "Název obce", "Kód MOMC", "Název MOMC", "Kód obvodu Prahy", "Název obvodu Prahy", "Kód části obce",
  "Název části obce", "Kód ulice", "Název ulice", "Typ SO", "Číslo domovní", "Číslo orientační", "Znak čísla orientačního", "PSČ",
  "Souřadnice Y", "Souřadnice X", "Platí Od",
];

const HIGH = new Map([..."ŠšŤťŽžŹźÁáÂâÄäČčĎďÉéËëĚěÍíÎîŇňÓóÔôÖöŘřÚúÜüŮůÝýĹĺĽľŔŕ"].map((letter) => [letter, undefined]));
for (let byte = 0x80; byte < 0x100; byte += 1) {
  const letter = new TextDecoder("windows-1250").decode(Uint8Array.of(byte));
  if (HIGH.has(letter)) HIGH.set(letter, byte);
}

/** Czech text in windows-1250, as the register is published. */
export function windows1250(text) {
  return Buffer.from([...text].map((letter) => HIGH.get(letter) ?? letter.codePointAt(0)));
}

/** One row of a small town; `set` replaces columns by heading. */
export function row(number, set = {}) {
  const street = number % 2 === 0 ? ["7001", "Dlouhá"] : ["7002", "Krátká"];
  const values = [
    String(21000000 + number), "554791", "Plzeň", "546003", "Plzeň 1", "", "", "405000", "Bolevec", ...street, "č.p.", String(number),
    String(number), "", "32300", `${(821000 + number * 7).toFixed(2)}`, `${(1067000 + number * 5).toFixed(2)}`, "2024-01-01T00:00:00",
  ];
  for (const [heading, value] of Object.entries(set)) values[HEADINGS.indexOf(heading)] = value;
  return values;
}

/** An address file of so many rows. `change` gets the rows before they become text. */
export function addressCsv(count = 40, change = (rows) => rows, headings = HEADINGS) {
  const rows = change(Array.from({ length: count }, (_, at) => row(at + 1)));
  return windows1250([headings, ...rows].map((cells) => cells.join(";")).join("\r\n") + "\r\n");
}

export function save(folder, name, bytes) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

export const gzip = (bytes) => gzipSync(bytes);

/** A zip with one deflated entry (APPNOTE.TXT 4.3). */
export function zip(name, bytes) {
  const [packed, path] = [deflateRawSync(bytes), Buffer.from(name)];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(bytes.length, 18);
  common.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([signature(0x04034b50), common, path, packed]);
  const central = Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), common, Buffer.alloc(14), path]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(0x06054b50), end]);
}

function signature(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** A zstd frame of raw blocks (RFC 8878 § 3.1.1): Node 20 has no zstd of its own. */
export function zstd(bytes) {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])]; // magic, no content size, window of 2 MiB
  const most = 1 << 17;
  for (let at = 0; at === 0 || at < bytes.length; at += most) {
    const block = bytes.subarray(at, at + most);
    const head = (block.length << 3) | (at + most >= bytes.length ? 1 : 0);
    parts.push(Buffer.from([head & 0xff, (head >> 8) & 0xff, (head >> 16) & 0xff]), block);
  }
  return Buffer.concat(parts);
}
