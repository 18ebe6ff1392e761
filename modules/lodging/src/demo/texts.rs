//! What invented officers write, in the language of the city. Places and things, never people.

/// Topic, and sentences about it.
pub(super) const OBSERVATIONS: [(&str, &[&str]); 10] = [
    (
        "cleanliness",
        &[
            "Kontejnery ve dvoře přetékají, vedle nich leží matrace a rozbitý nábytek.",
            "Kolem vchodu je plno obalů a rozbitého skla, nádoby nikdo nevyvezl.",
        ],
    ),
    (
        "public-order",
        &[
            "Opakovaně hlasitá hudba po desáté večer, sousedé z protějšího domu si stěžují.",
            "Na chodníku před domem se v noci shromažďuje větší skupina, ráno zůstává nepořádek.",
        ],
    ),
    (
        "overcrowding",
        &[
            "Podle zvonků a počtu lůžek viditelných z ulice je v přízemí zřejmě víc lidí, než dovoluje plocha.",
            "V podkroví přibyla lůžka těsně vedle sebe, okna jsou zakrytá.",
        ],
    ),
    (
        "sanitation",
        &[
            "Z odpadu ve dvoře vytéká voda, záchody mají být podle správce dva na celé patro.",
            "V zadním křídle nejde topení ani teplá voda, je to znát na zamrzlých oknech.",
        ],
    ),
    (
        "fire-safety",
        &[
            "Únikové schodiště je zastavěné koly a krabicemi, chybí značení.",
            "Požární dveře ve druhém patře jsou vyvěšené, uzávěr vody není označený.",
        ],
    ),
    (
        "building-use",
        &[
            "Dům zapsaný jako rodinný slouží celý k ubytování za úplatu, v přízemí je recepce.",
            "Bývalá dílna je přepažená na pokoje, u vchodu visí ceník noclehů.",
        ],
    ),
    (
        "trade-licence",
        &[
            "Provozovna není označená, na dveřích je jen telefonní číslo.",
            "Na ceníku chybí název provozovatele i IČO.",
        ],
    ),
    (
        "host-duties",
        &[
            "Správce na místě neuměl říct, kde je domovní kniha.",
            "Ve vstupu visí seznam pokojů, domovní kniha se podle správce vede jinde.",
        ],
    ),
    (
        "illegal-work",
        &["Každé ráno v pět odváží lidi dodávka bez označení firmy.", "U vchodu se vyplácí mzda v obálkách."],
    ),
    (
        "children",
        &["Na dvoře si u otevřené šachty hrají malé děti.", "Děti jsou v objektu i v době vyučování."],
    ),
];

/// Topics that come together, in the order of how often.
pub(super) const TOPICS: [&[&str]; 12] = [
    &["cleanliness"],
    &["cleanliness", "public-order"],
    &["overcrowding", "host-duties"],
    &["overcrowding", "sanitation"],
    &["host-duties"],
    &["fire-safety", "overcrowding"],
    &["building-use"],
    &["building-use", "host-duties"],
    &["public-order"],
    &["trade-licence", "host-duties"],
    &["illegal-work"],
    &["children", "sanitation"],
];

/// What a task ends with: transition, answer.
pub(super) const ANSWERS: [(&str, &str); 4] = [
    ("confirm", "Kontrola na místě nedostatky potvrdila, protokol je v našem spise."),
    ("not-confirm", "Kontrola na místě nedostatky nepotvrdila."),
    ("decline", "Objekt nespadá do naší působnosti."),
    ("ceased", "Objekt už neslouží k ubytování, pokoje jsou prázdné."),
];

/// Why a case goes back to be checked, why it is set aside.
pub(super) const REASONS: [&str; 3] = [
    "Totéž místo už řešíme v jiném podnětu.",
    "Z popisu nevyplývá, co by bylo třeba prověřit.",
    "Náprava ve lhůtě.",
];

/// Names of invented operators; the companies do not exist.
pub(super) const OPERATORS: [&str; 10] = [
    "Ukázkové ubytování s.r.o.",
    "Vzorová správa domů s.r.o.",
    "Smyšlené nemovitosti a.s.",
    "Příkladná agentura práce s.r.o.",
    "Vymyšlený hostel s.r.o.",
    "Cvičná bytová správa s.r.o.",
    "Názorné domy s.r.o.",
    "Domov na zkoušku s.r.o.",
    "Nocleh Okrskov s.r.o.",
    "Ukázkový průmyslový park a.s.",
];
