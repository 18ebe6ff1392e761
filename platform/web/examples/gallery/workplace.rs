//! A page of the workplace with every component that only the workplace has; for the gallery and for the tests.

use askama::Template;
use chrono::{DateTime, TimeZone as _, Utc};
use web::parts::{Event, Step, StepState, Tile};
use web::tables::{Cell, Column, Format, Table, TableQuery};
use web::{Form, PageContext, StaffFrame, StaffLink};

/// The page.
#[derive(Template)]
#[template(path = "gallery_workplace.html")]
pub(crate) struct Workplace {
    page: PageContext,
    form: Form,
    table: Table,
    steps: Vec<Step>,
    tabs: [(&'static str, &'static str, bool); 3],
    events: Vec<Event>,
    tiles: Vec<Tile>,
    theirs: String,
}

fn at(hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 26, hour, 30, 0).single().unwrap_or_default()
}

/// Somebody signed in, with an emergency open.
pub(crate) fn frame() -> StaffFrame {
    let link = |(step, label, href)| StaffLink { step, label, href };
    StaffFrame {
        person: "Bc. Jana Ukázková".into(),
        body: r#"{"cs": "Odbor bezpečnosti, magistrát", "en": "Safety Department", "uk": "Департамент безпеки"}"#.into(),
        may_choose: true,
        emergency_until: Some(at(15)),
        links: [
            ("step-today", "step-today", "/staff"),
            ("step-scanning", "step-scanning", "/staff/podnety"),
            ("step-response", "step-response", "/staff/pripady"),
            ("step-response", "frame-footer", "/staff/mapa"),
            ("step-administration", "step-administration", "/staff/sprava"),
        ]
        .map(link)
        .into(),
    }
}

impl Workplace {
    /// The page around a form.
    pub(crate) fn new(page: PageContext, query: &TableQuery, form: Form) -> Workplace {
        let page = page.with_staff(frame());
        let step =
            |(name, state, note): (&str, _, &str)| Step { name: name.into(), state, note: note.into() };
        let event = |(at, who, what, note): (_, &str, &str, &str)| Event {
            at,
            who: who.into(),
            what: what.into(),
            note: note.into(),
            href: String::new(),
        };
        let tile = |(name, value, note): (&str, &str, &str)| Tile {
            name: name.into(),
            value: value.into(),
            note: note.into(),
            href: "/staff/pripady".into(),
        };
        let columns = vec![
            Column::text("number", "Číslo"),
            Column::text("title", "Název").fixed(),
            Column::number("cost", "Cena"),
            Column::text("deadline", "Lhůta"),
        ];
        let row = |(number, title, cost): (&str, &str, u32)| {
            let day = at(8).date_naive();
            vec![
                Cell::link("/staff", number),
                Cell::text(title),
                Cell::number(&page, cost),
                Cell::date(&page, day),
            ]
        };
        let rows = [
            ("2026/17", "Ubytovna v Zahradní", 30_000),
            ("2026/18", "Nepořádek za domem", 1_200),
            ("2026/19", "Byt pronajatý mnoha lidem", 0),
        ];
        let table = Table::new(&page, query, "Případy mého úřadu", columns).files(Format::ALL).rows(
            rows.map(row).into(),
            120,
            3,
        );
        Workplace {
            table,
            form,
            steps: [
                ("Nahlášeno", StepState::Done, "3. 11."),
                ("Posouzeno", StepState::Done, "5. 11."),
                ("Upřesněno", StepState::Skipped, ""),
                ("Prověřuje se", StepState::Here, "lhůta 30. 11."),
                ("Opatření", StepState::Ahead, ""),
                ("Uzavřeno", StepState::Ahead, ""),
            ]
            .map(step)
            .into(),
            tabs: [
                ("/staff", "Souhrn", true),
                ("/staff/ukoly", "Úkoly (2)", false),
                ("/staff/historie", "Historie", false),
            ],
            events: [
                (
                    at(9),
                    "Petr Smyšlený, Městská policie",
                    "Zapsal zjištění",
                    "Kontejnery přeplněné.\nVchod volně přístupný.",
                ),
                (at(8), "Jana Ukázková, Odbor bezpečnosti", "Předala technickému úřadu", ""),
                (at(7), "", "Případ založen", ""),
            ]
            .map(event)
            .into(),
            tiles: [
                ("čeká na mě", "3", "úkoly, dnes"),
                ("po lhůtě", "1", "z 12 otevřených"),
                ("potvrzeno", "42 %", "95 % interval 31–54 %, n = 74, rok 2026"),
            ]
            .map(tile)
            .into(),
            theirs: "Kontejnery vyvezeny, vchod stále volně přístupný.".into(),
            page,
        }
    }
}
