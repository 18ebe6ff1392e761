//! The whole country as official CSV: the real files that lie beside the project, topped up by invented towns.
//!
//! The real files hold Bohemia without Praha (1.67 million addresses); Moravia and the three largest cities are
//! missing, so invented towns, streets and numbers, drawn from a seed, fill up to the size asked for. Without
//! the files everything is invented, and the bench says so.

use std::collections::HashSet;
use std::io::Read;
use std::path::PathBuf;

/// Addresses of the country in round figures.
pub const WHOLE_COUNTRY: usize = 2_900_000;

/// Official CSV, windows-1250, in pieces that may be read one after the other.
pub struct Country {
    /// The files; each begins with the header line.
    pub files: Vec<Vec<u8>>,
    /// Rows from real files.
    pub real: usize,
    /// Invented rows.
    pub invented: usize,
}

/// A small seeded generator (SplitMix64): the same seed gives the same country on every machine.
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end` (0 when `end` is 0).
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.roll() % end as u64) as usize }
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Joins the real files and tops them up to `rows` addresses.
pub fn country(rows: usize) -> Country {
    let mut files = Vec::new();
    let root = std::env::var_os("OKRSEK_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from);
    for name in ["ruian_adr_cechy_zapad.csv.zst", "ruian_adr_cechy_sever_vychod.csv.zst"] {
        let path = root.join("data/addresses").join(name);
        match std::fs::File::open(&path).and_then(zstd::stream::decode_all) {
            Ok(bytes) => files.push(bytes),
            Err(error) => {
                eprintln!("SKIPPED: {}: {error}; invented addresses take its place", path.display())
            }
        }
    }
    let lines = |bytes: &Vec<u8>| bytes.iter().filter(|&&b| b == b'\n').count().saturating_sub(1);
    let real = files.iter().map(lines).sum::<usize>();
    let invented = rows.saturating_sub(real);
    files.push(invent(invented, 20_231_231));
    Country { files, real, invented }
}

/// One shared gzip file, unpacked; `None` with a loud word when it is not there.
pub fn shared_gz(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("OKRSEK_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")), PathBuf::from);
    let path = root.join(name);
    let mut bytes = Vec::new();
    match std::fs::File::open(&path).map(flate2::read::GzDecoder::new).map(|mut f| f.read_to_end(&mut bytes))
    {
        Ok(Ok(_)) => Some(bytes),
        _ => {
            eprintln!("SKIPPED: {} is not there or broken", path.display());
            None
        }
    }
}

const HEADER: &str = "Kód ADM;Kód obce;Název obce;Kód MOMC;Název MOMC;Kód obvodu Prahy;Název obvodu Prahy;Kód části obce;Název části obce;Kód ulice;Název ulice;Typ SO;Číslo domovní;Číslo orientační;Znak čísla orientačního;PSČ;Souřadnice Y;Souřadnice X;Platí Od\n";

const COMMON: &[&str] = &[
    "Zahradní",
    "Krátká",
    "Luční",
    "Nádražní",
    "Školní",
    "Polní",
    "Husova",
    "Spojovací",
    "Komenského",
    "Lesní",
    "Příčná",
    "Tyršova",
    "Jiráskova",
    "Družstevní",
    "Nová",
    "Havlíčkova",
    "Smetanova",
    "Nerudova",
    "Sadová",
    "Okružní",
    "Hlavní",
    "Na Výsluní",
    "Pod Lesem",
    "U Hřiště",
    "Masarykova",
    "náměstí Míru",
    "Dvořákova",
    "28. října",
    "5. května",
    "17. listopadu",
    "Čechova",
    "Palackého",
    "Žižkova",
    "Riegrova",
    "Svatopluka Čecha",
    "Dlouhá",
    "Mlýnská",
    "Boženy Němcové",
    "T. G. Masaryka",
    "K Rybníku",
    "nám. Svobody",
    "třída Svornosti",
];
const STEMS: &[&str] = &[
    "Bart", "Bor", "Brad", "Buk", "Čap", "Čern", "Dob", "Drah", "Dub", "Hájk", "Han", "Hejn", "Hol", "Hor",
    "Hrad", "Hruš", "Jablon", "Jav", "Jel", "Kam", "Klad", "Klim", "Kob", "Kop", "Kost", "Kov", "Krat",
    "Kub", "Lán", "Lip", "Lom", "Louč", "Lud", "Luk", "Mal", "Mar", "Měl", "Mil", "Mokr", "Myd", "Neb",
    "Nech", "Nov", "Oleš", "Opat", "Ost", "Pav", "Pěč", "Petr", "Pil", "Plav", "Pod", "Pol", "Pos", "Pot",
    "Přib", "Rad", "Rak", "Rok", "Roz", "Ryb", "Řep", "Sed", "Skal", "Slav", "Smrk", "Sob", "Stan", "Star",
    "Stud", "Suš", "Svat", "Šim", "Tav", "Těch", "Tis", "Treb", "Tuř", "Uher", "Vald", "Vav", "Vel", "Vesel",
    "Vít", "Vlk", "Vran", "Vys", "Zah", "Zám", "Zbor", "Zlat", "Žab", "Žd", "Žel",
];
const MIDDLES: &[&str] =
    &["", "an", "ar", "ec", "ek", "en", "ic", "ík", "in", "iv", "ník", "ol", "ov", "uš", "ín", "al"];
const STREET_ENDS: &[&str] =
    &["ova", "ská", "ovská", "ná", "ina", "ická", "ovo náměstí", "ecká", "ních", "ého"];
const TOWN_ENDS: &[&str] =
    &["ice", "ov", "ín", "ec", "any", "ovice", "ná", "iště", "ava", "enec", "ky", " Hora", "ův Dvůr"];

/// Invented addresses as official CSV: three cities with districts and orientation numbers, towns, villages.
fn invent(rows: usize, seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    let mut text = String::with_capacity(rows * 120 + HEADER.len());
    text.push_str(HEADER);
    let mut out = Invention {
        text: &mut text,
        dice: &mut dice,
        left: rows,
        town: 900_000,
        next: 90_000_000,
        towns: HashSet::new(),
    };
    for (name, size) in [("Velehrad nad Řekou", 200_000), ("Nové Hradiště", 70_000), ("Ostrovany", 60_000)]
    {
        out.city(name, size.min(rows / 5));
    }
    while out.left > 0 {
        match out.dice.below(10) {
            0 => out.town(),
            _ => out.village(),
        }
    }
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(&text);
    bytes.into_owned()
}

struct Invention<'a> {
    text: &'a mut String,
    dice: &'a mut Dice,
    left: usize,
    town: u32,
    next: u32,
    towns: HashSet<String>,
}

/// What rows of one street share.
struct Setting<'a> {
    town: &'a str,
    district: Option<(u32, String)>,
    part: (u32, &'a str),
    street: Option<(u32, &'a str)>,
    postcode: u32,
    y: f64,
    x: f64,
}

impl Invention<'_> {
    fn town_name(&mut self) -> String {
        loop {
            let d = &mut *self.dice;
            let name = format!("{}{}{}", d.pick(STEMS), d.pick(MIDDLES), d.pick(TOWN_ENDS));
            // About one town in ten has a namesake, as in the real register.
            if self.towns.insert(name.clone()) || self.dice.below(10) == 0 {
                return name;
            }
        }
    }

    fn street_name(&mut self) -> String {
        let d = &mut *self.dice;
        match d.below(10) {
            0..=3 => (*d.pick(COMMON)).to_owned(),
            4 => format!(
                "{} {}{}",
                d.pick(&["Na", "U", "Pod", "K", "Nad"]),
                d.pick(STEMS),
                d.pick(&["em", "ině", "ech"])
            ),
            _ => format!("{}{}{}", d.pick(STEMS), d.pick(MIDDLES), d.pick(STREET_ENDS)),
        }
    }

    fn place(&mut self) -> (f64, f64, u32) {
        let y = 470_000.0 + self.dice.below(150_000) as f64;
        (y, 1_070_000.0 + self.dice.below(120_000) as f64, 60_000 + self.dice.below(19_000) as u32)
    }

    fn city(&mut self, name: &str, size: usize) {
        let code = self.new_town();
        let (y, x, postcode) = self.place();
        let end = self.left.saturating_sub(size);
        let mut number = 0;
        while self.left > end {
            number += 1;
            let part = format!("{}{}", self.dice.pick(STEMS), self.dice.pick(TOWN_ENDS));
            let district = Some((code * 10 + number % 10, format!("{name} {}", number % 10 + 1)));
            let streets = 20 + self.dice.below(40);
            self.streets(
                code,
                Setting {
                    town: name,
                    district,
                    part: (code * 100 + number, &part),
                    street: None,
                    postcode: postcode + number % 50,
                    y,
                    x,
                },
                streets,
                60,
                true,
            );
        }
    }

    fn town(&mut self) {
        let (code, name) = (self.new_town(), self.town_name());
        let (y, x, postcode) = self.place();
        let orientation = self.dice.below(2) == 0;
        let streets = 30 + self.dice.below(80);
        self.streets(
            code,
            Setting { town: &name, district: None, part: (code * 100, &name), street: None, postcode, y, x },
            streets,
            50,
            orientation,
        );
    }

    fn village(&mut self) {
        let (code, name) = (self.new_town(), self.town_name());
        let (y, x, postcode) = self.place();
        for part in 0..1 + self.dice.below(4) as u32 {
            let other = self.town_name();
            let part_name = if part == 0 { &name } else { &other };
            let houses = 20 + self.dice.below(200) as u32;
            let setting = Setting {
                town: &name,
                district: None,
                part: (code * 100 + part, part_name),
                street: None,
                postcode,
                y,
                x,
            };
            (1..=houses).for_each(|house| self.row(code, &setting, house, None));
        }
    }

    fn streets(
        &mut self,
        code: u32,
        setting: Setting<'_>,
        streets: usize,
        longest: usize,
        orientation: bool,
    ) {
        let mut names = HashSet::new();
        let mut house = 1;
        for street in 0..streets as u32 {
            let name = self.street_name();
            if !names.insert(name.clone()) {
                continue;
            }
            let setting = Setting {
                street: Some((setting.part.0 * 100 + street, &name)),
                district: setting.district.clone(),
                ..setting
            };
            for position in 1..=5 + self.dice.below(longest) as u32 {
                self.row(code, &setting, house, orientation.then_some(position));
                house += 1;
            }
        }
    }

    fn new_town(&mut self) -> u32 {
        self.town += 1;
        self.town
    }

    fn row(&mut self, code: u32, s: &Setting<'_>, house: u32, orientation: Option<u32>) {
        use std::fmt::Write;
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        self.next += 1;
        let (momc, momc_name) = s.district.as_ref().map_or((String::new(), ""), |(c, n)| (c.to_string(), n));
        let (street, street_name) = s.street.map_or((String::new(), ""), |(c, n)| (c.to_string(), n));
        let kind = if self.dice.below(12) == 0 { "č.ev." } else { "č.p." };
        let position = orientation.map_or(String::new(), |o| o.to_string());
        let letter = if orientation.is_some() && self.dice.below(60) == 0 { "a" } else { "" };
        let (dy, dx) = (self.dice.below(200_000) as f64 / 100.0, self.dice.below(200_000) as f64 / 100.0);
        // Writing into a String cannot fail.
        let _ = writeln!(
            self.text,
            "{};{code};{};{momc};{momc_name};;;{};{};{street};{street_name};{kind};{};{position};{letter};{};{:.2};{:.2};2020-05-01T00:00:00",
            self.next,
            s.town,
            s.part.0,
            s.part.1,
            house.min(9999),
            s.postcode,
            s.y + dy,
            s.x + dx
        );
    }
}
