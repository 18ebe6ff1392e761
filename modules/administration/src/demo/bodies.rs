//! Invented bodies and their units.

use access::BodyKind::{
    self, BuildingOffice, District, EducationDepartment, FeeOffice, FireService, ForeignPolice,
    LabourInspectorate, LabourOffice, MunicipalPolice, Oversight, Prosecutor, PublicHealth, SafetyDepartment,
    SocialServices, StatePolice, TechnicalOffice, TradeOffice,
};
use access::{BodyFacts, UnitFacts, Words};
use demo_city::{DemoCity, Layer};

use super::Cast;

/// Code, kind, name in Czech, English, Ukrainian.
const BODIES: [(&str, BodyKind, [&str; 3]); 17] = [
    (
        "odbor-bezpecnosti",
        SafetyDepartment,
        ["Odbor bezpečnosti magistrátu", "City safety department", "Департамент безпеки магістрату"],
    ),
    (
        "mestska-policie",
        MunicipalPolice,
        ["Městská policie Okrskov", "Municipal police", "Муніципальна поліція"],
    ),
    ("policie-cr", StatePolice, ["Policie ČR, územní odbor", "State police", "Державна поліція"]),
    ("cizinecka-policie", ForeignPolice, ["Odbor cizinecké policie", "Foreign police", "Іноземна поліція"]),
    (
        "technicky-urad",
        TechnicalOffice,
        ["Technický úřad a správa veřejného statku", "Technical office", "Технічне управління"],
    ),
    (
        "khs",
        PublicHealth,
        ["Krajská hygienická stanice", "Regional public health authority", "Обласна санітарна станція"],
    ),
    (
        "hzs",
        FireService,
        ["Hasičský záchranný sbor kraje", "Regional fire service", "Пожежно-рятувальна служба"],
    ),
    ("stavebni-urad", BuildingOffice, ["Stavební úřad", "Building office", "Будівельне управління"]),
    (
        "zivnostensky-urad",
        TradeOffice,
        ["Živnostenský úřad", "Trade licensing office", "Управління підприємництва"],
    ),
    (
        "oip",
        LabourInspectorate,
        ["Oblastní inspektorát práce", "Regional labour inspectorate", "Обласна інспекція праці"],
    ),
    ("urad-prace", LabourOffice, ["Úřad práce", "Labour office", "Служба зайнятості"]),
    (
        "odbor-skolstvi",
        EducationDepartment,
        ["Odbor školství magistrátu", "Education department", "Департамент освіти"],
    ),
    (
        "socialni-sluzby",
        SocialServices,
        ["Odbor sociálních služeb a terénní práce", "Social and outreach services", "Соціальні служби"],
    ),
    (
        "spravce-poplatku",
        FeeOffice,
        ["Správce místních poplatků", "Local fee office", "Управління місцевих зборів"],
    ),
    (
        "statni-zastupitelstvi",
        Prosecutor,
        ["Okresní státní zastupitelství", "Prosecutor's office", "Прокуратура"],
    ),
    (
        "auditor",
        Oversight,
        ["Interní audit a pověřenec pro údaje", "Internal audit and data protection", "Внутрішній аудит"],
    ),
    (
        "sprava-systemu",
        BodyKind::Other,
        ["Správa systému", "System administration", "Адміністрування системи"],
    ),
];

/// Makes all bodies with their units: stations of the municipal police, departments of the state police, two sections
/// of the safety department, and the ten districts of the invented town.
pub(super) async fn fill(cast: &mut Cast, demo: &DemoCity) -> anyhow::Result<()> {
    for (number, (code, kind, [cs, en, uk])) in BODIES.into_iter().enumerate() {
        add(cast, code, kind, Words::new(cs, en, uk), number, "Náměstí Vzorů 1, Okrskov").await?;
    }
    let offices = demo.stations.iter().filter(|station| station.layer == Layer::District);
    for (number, (district, office)) in demo.districts.iter().zip(offices).enumerate() {
        let name = Words::new(
            format!("Městský obvod {}", district.name),
            format!("City district {}", district.name),
            format!("Міський округ {}", district.name),
        );
        add(cast, &format!("obvod-{}", number + 1), District, name, 50 + number, &office.seat).await?;
    }
    for station in &demo.stations {
        let (body, code) = match station.layer {
            Layer::MunicipalPrecinct => ("mestska-policie", station.code.replace("MP-", "sluzebna-")),
            Layer::StatePolice => ("policie-cr", station.code.replace("PCR-", "oop-")),
            Layer::District => continue,
        };
        let name = &station.name;
        unit(cast, body, &code, Words::new(&name.cs, &name.en, &name.uk)).await?;
    }
    let sections = [
        ("prevence", ["Oddělení prevence", "Prevention section", "Відділ профілактики"]),
        (
            "krizove-rizeni",
            ["Oddělení krizového řízení", "Crisis management section", "Відділ кризового управління"],
        ),
    ];
    for (code, [cs, en, uk]) in sections {
        unit(cast, "odbor-bezpecnosti", code, Words::new(cs, en, uk)).await?;
    }
    Ok(())
}

async fn add(
    cast: &mut Cast,
    code: &str,
    kind: BodyKind,
    name: Words,
    number: usize,
    seat: &str,
) -> anyhow::Result<()> {
    let facts = BodyFacts {
        code: code.to_owned(),
        kind,
        name,
        seat: seat.to_owned(),
        email: format!("{code}@okrskov.example"),
        phone: format!("+420 000 4{number:02} 000"),
        validity: cast.since,
    };
    let id = cast.access.add_body(&cast.actor, &facts).await?;
    cast.bodies.insert(code.to_owned(), id);
    Ok(())
}

async fn unit(cast: &mut Cast, body: &str, code: &str, name: Words) -> anyhow::Result<()> {
    let facts =
        UnitFacts { parent: None, code: code.to_owned(), name, territory: None, validity: cast.since };
    let id = cast.access.add_unit(&cast.actor, cast.body(body)?, &facts).await?;
    cast.units.insert((body.to_owned(), code.to_owned()), id);
    Ok(())
}
