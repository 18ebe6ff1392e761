//! Street names: the common vocabulary of Czech street signs, themed as towns do it.
//!
//! Trees and flowers name the villa quarters, crafts the blocks by the old walls, towns and rivers the
//! estates, and the lie of the land the rest. The people are the historical ones that name streets in
//! hundreds of towns. Nothing here is taken from one town's register.

use crate::mesh::cell;
use crate::random::Random;
use crate::ways::Frontage;

/// Names of a cell's theme, in no particular order; the layout shuffles them.
#[rustfmt::skip]
pub(crate) const TREES: &[&str] = &[
    "Dubová", "Buková", "Javorová", "Jasanová", "Topolová", "Březová", "Olšová", "Vrbová", "Jilmová",
    "Habrová", "Akátová", "Kaštanová", "Borová", "Smrková", "Jedlová", "Modřínová", "Jalovcová", "Tisová",
    "Ořechová", "Třešňová", "Višňová", "Jabloňová", "Hrušňová", "Švestková", "Meruňková", "Broskvová",
    "Lísková", "Šeříková", "Růžová", "Fialková", "Kopretinová", "Pomněnková", "Sasanková", "Tulipánová",
    "Narcisová", "Kosatcová", "Liliová", "Jasmínová", "Vřesová", "Bezová", "Trnková", "Šípková", "Malinová",
    "Jahodová", "Ostružinová", "Borůvková", "Rybízová", "Angreštová", "Levandulová", "Heřmánková",
    "Měsíčková", "Slunečnicová", "Maková", "Chrpová", "Zvonková", "Sněženková", "Bledulová", "Konvalinková",
    "Karafiátová", "Jetelová", "Kapradinová", "Mechová", "Rákosová", "Jeřabinová", "Platanová", "Cedrová",
];

/// Crafts, trades and industry.
#[rustfmt::skip]
pub(crate) const CRAFTS: &[&str] = &[
    "Kovářská", "Kolářská", "Truhlářská", "Tesařská", "Zednická", "Pekařská", "Řeznická", "Mlynářská",
    "Bednářská", "Provaznická", "Soukenická", "Tkalcovská", "Krejčovská", "Ševcovská", "Koželužská",
    "Jirchářská", "Hrnčířská", "Zámečnická", "Sklenářská", "Kamenická", "Klempířská", "Kominická",
    "Mydlářská", "Zvonařská", "Zlatnická", "Nožířská", "Kožešnická", "Barvířská", "Sedlářská", "Rybářská",
    "Lodnická", "Vorařská", "Hutnická", "Hornická", "Slévárenská", "Strojírenská", "Dělnická", "Tovární",
    "Elektrárenská", "Plynárenská", "Železniční", "Železničářská", "Skladová", "Dopravní", "Průmyslová",
    "Technická", "Montážní", "Zahradnická", "Lesnická", "Včelařská", "Cihelní", "Sklářská", "Papírenská",
    "Pivovarská", "Sladovnická", "Mlékárenská", "Cukrovarská", "Lihovarská", "Vodárenská", "Hasičská",
];

/// Towns, regions, rivers and hills as adjectives.
#[rustfmt::skip]
pub(crate) const TOWNS: &[&str] = &[
    "Pražská", "Plzeňská", "Chebská", "Písecká", "Domažlická", "Strakonická", "Budějovická", "Brněnská",
    "Ostravská", "Olomoucká", "Jihlavská", "Kolínská", "Kutnohorská", "Nymburská", "Mělnická", "Teplická",
    "Ústecká", "Děčínská", "Liberecká", "Jablonecká", "Turnovská", "Jičínská", "Hradecká", "Pardubická",
    "Chrudimská", "Litomyšlská", "Svitavská", "Zlínská", "Znojemská", "Mikulovská", "Třebíčská", "Telčská",
    "Pelhřimovská", "Benešovská", "Berounská", "Rakovnická", "Žatecká", "Lounská", "Chomutovská",
    "Mostecká", "Tachovská", "Stříbrská", "Rokycanská", "Příbramská", "Sušická", "Prachatická",
    "Krumlovská", "Třeboňská", "Náchodská", "Trutnovská", "Semilská", "Vsetínská", "Opavská", "Krnovská",
    "Bruntálská", "Šumperská", "Anglická", "Francouzská", "Polská", "Slovenská", "Moravská", "Slezská",
    "Chodská", "Hanácká", "Valašská", "Krkonošská", "Šumavská", "Jizerská", "Orlická", "Beskydská",
    "Brdská", "Krušnohorská", "Tatranská", "Vltavská", "Labská", "Sázavská", "Lužnická", "Otavská",
    "Dyjská", "Svratecká", "Bělehradská", "Varšavská", "Pařížská", "Římská", "Vídeňská", "Drážďanská",
    "Norimberská",
];

/// Historical people: possessives, genitives, titles and initials.
#[rustfmt::skip]
pub(crate) const PEOPLE: &[&str] = &[
    "Palackého", "Havlíčkova", "Tylova", "Smetanova", "Dvořákova", "Janáčkova", "Fibichova", "Sukova",
    "Nerudova", "Erbenova", "Boženy Němcové", "Nezvalova", "Wolkerova", "Jaroslava Seiferta",
    "Bratří Čapků", "Jiráskova", "Vrchlického", "Zeyerova", "Arbesova", "Karoliny Světlé",
    "Elišky Krásnohorské", "Alšova", "Mánesova", "Myslbekova", "Brožíkova", "Purkyňova", "Mendelova",
    "Komenského", "Žižkova", "Prokopa Holého", "Chelčického", "Kollárova", "Šafaříkova", "Dobrovského",
    "Riegrova", "Fügnerova", "Tyršova", "Sladkovského", "Štefánikova", "Švehlova", "Rašínova",
    "Foersterova", "Ostrčilova", "Bohuslava Martinů", "Škroupova", "Křižíkova", "Resslova", "Divišova",
    "Gerstnerova", "Heyrovského", "Kubelíkova", "Emy Destinnové", "Thámova", "Hálkova", "Svatopluka Čecha",
    "Bezručova", "Šaldova", "Haškova", "Vančurova", "Halasova", "Hrubínova", "Josefa Lady", "Špálova",
    "Štursova", "Karla Čapka", "Jana Palacha", "Milady Horákové", "Tomáše Bati", "Otakara Březiny",
    "Antonína Sovy", "Fráni Šrámka", "Plukovníka Švece", "Generála Píky", "kpt. Jaroše", "Dr. Janského",
    "J. K. Tyla", "K. H. Máchy", "Sv. Anny", "Přemyslova", "Václavská", "Vratislavova", "Soběslavova",
    "Spytihněvova", "Břetislavova", "Boleslavova", "Libušina", "Šárčina", "Vlastina", "Kazina", "Krokova",
    "Neklanova", "Vnislavova", "Hostivítova", "Oldřichova", "Jaromírova", "Jiřího z Poděbrad",
    "Elišky Přemyslovny", "Karla IV.",
];

/// The lie of the land and what stands there.
#[rustfmt::skip]
pub(crate) const LAND: &[&str] = &[
    "Luční", "Polní", "Lesní", "Sadová", "Hřbitovní", "Potoční", "Říční", "Poříční", "Mostní", "Rybniční",
    "Na Kopci", "Na Stráni", "Na Výsluní", "Na Vyhlídce", "Na Samotě", "Na Lukách", "Na Pasece",
    "Na Rozcestí", "Na Hrázi", "Na Průhonu", "Na Dlouhých", "Na Skalce", "Na Vršku", "Na Vinici",
    "Pod Hájem", "Pod Kopcem", "Pod Vrchem", "Pod Strání", "Nad Řekou", "Nad Údolím", "Za Humny",
    "V Zahradách", "V Údolí", "V Aleji", "V Lukách", "V Háji", "V Úvoze", "V Koutě", "Krátká", "Dlouhá",
    "Široká", "Příčná", "Křivá", "Rovná", "Strmá", "Spojovací", "Souběžná", "Střední", "Boční", "Slepá",
    "Kolmá", "Zadní", "Přední", "Horní", "Dolní", "Severní", "Východní", "Západní", "Polední", "Jitřní",
    "Slunečná", "Stinná", "Tichá", "Klidná", "Větrná", "Májová", "Jarní", "Letní", "Podzimní", "Zimní",
    "Svornosti", "Družby", "Přátelství", "Mládeže", "Sportovní", "Sokolská", "Spolková", "Hvězdná",
    "Měsíční", "Čapí", "Labutí", "Sokolí", "Jestřábí", "Orlí", "Sojčí", "Slavičí", "Skřivánčí", "Vlaštovčí",
    "Kosí", "Holubí", "Jelení", "Srnčí", "Liščí", "Zaječí", "Veverčí", "Jezevčí", "Rysí", "Bobří", "Vydří",
    "Štičí", "Kapří", "Pstruží", "Brusinková", "Houbařská", "Myslivecká", "Hraniční", "Obvodová", "Parková",
    "Zátiší I", "Zátiší II", "Zátiší III", "Zátiší IV", "Jižní I", "Jižní II", "Jižní III",
];

/// Lanes of the old town.
#[rustfmt::skip]
pub(crate) const OLD_TOWN: &[&str] = &[
    "Radniční", "Kostelní", "Farní", "Klášterní", "Zámecká", "Mlýnská", "Divadelní", "Tržní", "Masná",
    "Solní", "Panská", "Školní", "Školská", "Úzká", "Biskupská", "Dominikánská", "Františkánská", "Rybná",
    "Veleslavínova", "Hradební", "Kamenná", "Zlatá", "Bílá", "Lazebnická", "Kaplanská", "Branská",
];

/// Landmarks in the four cases that prepositions ask for:
/// U + genitive, Za/Nad/Pod + instrumental, K or Ke + dative.
#[rustfmt::skip]
const LANDMARKS: &[(&str, &str, &str)] = &[
    ("Lesa", "Lesem", "K Lesu"), ("Rybníka", "Rybníkem", "K Rybníku"), ("Mlýna", "Mlýnem", "Ke Mlýnu"),
    ("Potoka", "Potokem", "K Potoku"), ("Hájovny", "Hájovnou", "K Hájovně"),
    ("Cihelny", "Cihelnou", "K Cihelně"), ("Vodojemu", "Vodojemem", "K Vodojemu"),
    ("Lomu", "Lomem", "K Lomu"), ("Zámečku", "Zámečkem", "K Zámečku"),
    ("Pivovaru", "Pivovarem", "K Pivovaru"), ("Nádraží", "Nádražím", "K Nádraží"),
    ("Trati", "Tratí", "K Trati"), ("Hřiště", "Hřištěm", "Ke Hřišti"), ("Kaple", "Kaplí", "Ke Kapli"),
    ("Školky", "Školkou", "Ke Školce"), ("Dvora", "Dvorem", "Ke Dvoru"), ("Louky", "Loukou", "K Louce"),
    ("Vinice", "Vinicí", "K Vinici"), ("Sadu", "Sadem", "K Sadu"), ("Studánky", "Studánkou", "Ke Studánce"),
    ("Skály", "Skálou", "Ke Skále"), ("Mostu", "Mostem", "K Mostu"), ("Jezu", "Jezem", "K Jezu"),
    ("Pily", "Pilou", "K Pile"), ("Staré lípy", "Starou lípou", "Ke Staré lípě"),
    ("Kříže", "Křížem", "Ke Kříži"), ("Ovčína", "Ovčínem", "K Ovčínu"),
    ("Sokolovny", "Sokolovnou", "K Sokolovně"),
];

/// "U Lesa", "Za Lesem", "Nad Lesem", "Pod Lesem", "K Lesu" and so on.
pub(crate) fn by_landmarks() -> Vec<String> {
    LANDMARKS
        .iter()
        .flat_map(|(of, by, to)| {
            [
                format!("U {of}"),
                format!("Za {by}"),
                format!("Nad {by}"),
                format!("Pod {by}"),
                (*to).to_string(),
            ]
        })
        .collect()
}

/// Main roads along radials 1…5 and 7…11 (0 and 6 are the river).
#[rustfmt::skip]
pub(crate) const RADIALS: [&str; 12] = [
    "", "Karlovarská", "28. října", "třída Svobody", "Lidická", "17. listopadu", "", "Klatovská třída",
    "Nádražní", "třída Dr. Edvarda Beneše", "Táborská", "Americká",
];

/// Arcs of the inner (ring 1) and outer avenue (ring 2), three sectors each.
pub(crate) const AVENUES: [[&str; 4]; 2] = [
    ["Masarykova", "5. května", "Husova", "Jungmannova"],
    ["Okružní", "Dukelských hrdinů", "Sokolovská", "1. máje"],
];

/// Former names: (today's name, earlier name, year of the change). Kinds of change, not one town's list.
pub(crate) const FORMER: [(&str, &str, u16); 10] = [
    ("třída Svobody", "třída Lidových milicí", 1990),
    ("Masarykova", "Leninova", 1990),
    ("třída Dr. Edvarda Beneše", "Stalinova", 1962),
    ("Americká", "Moskevská", 1990),
    ("17. listopadu", "Gottwaldova", 1990),
    ("náměstí T. G. Masaryka", "náměstí Rudé armády", 1990),
    ("Jungmannova", "Fučíkova", 1991),
    ("Sokolovská", "Zápotockého", 1990),
    ("Klatovská třída", "třída 1. máje", 1990),
    ("Generála Píky", "Konevova", 1991),
];

/// Names that are still free, theme by theme.
pub(crate) struct Names {
    pools: Vec<(&'static [&'static str], Vec<String>)>,
    spare: Vec<String>,
    /// Names that must stand in a given cell: twins, streets with a former name, the two pairs of namesakes.
    fixed: Vec<(usize, &'static str)>,
    numbered: u32,
}

/// Names given out by cell only.
const FORCED: [&str; 7] =
    ["Železniční", "Železničářská", "Generála Píky", "Zátiší I", "Zátiší II", "Zátiší III", "Zátiší IV"];

impl Names {
    /// All names, shuffled within their themes.
    pub(crate) fn new(chance: &mut Random) -> Self {
        let mut mixed = |names: Vec<String>| {
            let mut names = names;
            chance.shuffle(&mut names);
            names
        };
        let themes = [TREES, CRAFTS, TOWNS, PEOPLE, LAND, OLD_TOWN];
        let pools = themes
            .map(|t| (t, mixed(t.iter().filter(|n| !FORCED.contains(n)).map(|n| (*n).into()).collect())))
            .to_vec();
        let spare = mixed(by_landmarks());
        let villas = cell(3, 8);
        let fixed = vec![
            (cell(3, 2), "Zahradní"),
            (cell(4, 1), "Zahradní"),
            (cell(3, 6), "Lipová"),
            (cell(4, 6), "Lipová"),
            (cell(3, 11), "Železniční"),
            (cell(2, 11), "Železničářská"),
            (cell(2, 7), "Generála Píky"),
            (villas, "Zátiší I"),
            (villas, "Zátiší II"),
            (villas, "Zátiší III"),
            (villas, "Zátiší IV"),
        ];
        Self { pools, spare, fixed, numbered: 0 }
    }

    /// A free name of a theme, or any free name when the theme is used up.
    pub(crate) fn take(&mut self, theme: &[&str]) -> String {
        if let Some((_, pool)) = self.pools.iter_mut().find(|(t, _)| *t == theme)
            && let Some(name) = pool.pop()
        {
            return name;
        }
        self.any()
    }

    /// The spare names by landmark first, then whatever theme has most left, and at last a numbered path.
    fn any(&mut self) -> String {
        if let Some(name) = self.spare.pop() {
            return name;
        }
        let largest = self.pools.iter_mut().max_by_key(|(_, pool)| pool.len());
        if let Some(name) = largest.and_then(|(_, pool)| pool.pop()) {
            return name;
        }
        self.numbered += 1;
        format!("Nová {}", self.numbered)
    }

    /// The name of the next street of a cell.
    pub(crate) fn of_cell(&mut self, c: usize, frontage: Frontage) -> String {
        if let Some(i) = self.fixed.iter().position(|(cell, _)| *cell == c) {
            return self.fixed.swap_remove(i).1.to_string();
        }
        let theme = match frontage {
            Frontage::Blocks if c.is_multiple_of(3) => CRAFTS,
            Frontage::Blocks => PEOPLE,
            Frontage::Villas if c.is_multiple_of(2) => TREES,
            Frontage::Industry => CRAFTS,
            Frontage::Estate => TOWNS,
            _ => LAND,
        };
        self.take(theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_is_given_twice() {
        let mut seen = BTreeSet::new();
        let all = [TREES, CRAFTS, TOWNS, PEOPLE, LAND, OLD_TOWN].concat();
        let fixed = RADIALS.iter().chain(AVENUES.iter().flatten()).filter(|n| !n.is_empty());
        for name in all.iter().chain(fixed).map(|n| (*n).to_string()).chain(by_landmarks()) {
            assert!(seen.insert(name.clone()), "{name} twice");
        }
        assert!(seen.len() > 550, "{}", seen.len());
    }
}
