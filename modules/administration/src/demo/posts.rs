//! Posts: those the public sees, and those inside the bodies.

use access::{PostFacts, Territory, Words};
use demo_city::{DemoCity, Layer};

use super::{Cast, login};

/// Inside the bodies: body, title in Czech, English, Ukrainian, holder, deputy (empty: nobody).
const INSIDE: [(&str, [&str; 3], &str, &str); 8] = [
    (
        "odbor-bezpecnosti",
        ["vedoucí odboru bezpečnosti", "head of the safety department", "керівник департаменту безпеки"],
        "olga.vzorova",
        "radek.ukazkovy",
    ),
    (
        "odbor-bezpecnosti",
        ["koordinátor ubytoven", "lodging coordinator", "координатор гуртожитків"],
        "ivana.prikladna",
        "",
    ),
    (
        "odbor-bezpecnosti",
        ["manažer prevence kriminality", "crime prevention manager", "менеджер профілактики"],
        "",
        "",
    ),
    (
        "mestska-policie",
        ["ředitel městské policie", "chief of the municipal police", "начальник муніципальної поліції"],
        "robert.vzorovy",
        "monika.smyslena",
    ),
    (
        "cizinecka-policie",
        ["vedoucí odboru cizinecké policie", "head of the foreign police", "керівник іноземної поліції"],
        "stanislav.vzorovy",
        "katerina.prikladna",
    ),
    (
        "technicky-urad",
        ["vedoucí technického úřadu", "head of the technical office", "керівник технічного управління"],
        "josef.cvicny",
        "zuzana.ukazkova",
    ),
    (
        "technicky-urad",
        ["technik čistoty", "cleanliness inspector", "інспектор чистоти"],
        "bohumil.nazorny",
        "klara.vzorova",
    ),
    (
        "auditor",
        ["pověřenec pro ochranu údajů", "data protection officer", "уповноважений із захисту даних"],
        "libor.prikladny",
        "",
    ),
];

pub(super) async fn fill(cast: &mut Cast, demo: &DemoCity) -> anyhow::Result<()> {
    for (body, [cs, en, uk], holder, deputy) in INSIDE {
        let facts = PostFacts {
            unit: None,
            title: Words::new(cs, en, uk),
            territory: None,
            phone: String::new(),
            email: String::new(),
            validity: cast.since,
        };
        let post = cast.access.add_post(&cast.actor, cast.body(body)?, &facts).await?;
        for (login, deputy) in [(holder, false), (deputy, true)] {
            if let Some(person) = cast.people.get(login) {
                cast.access.add_holding(&cast.actor, post, *person, deputy, cast.since).await?;
            }
        }
    }
    for post in &demo.posts {
        public(cast, post).await?;
    }
    Ok(())
}

/// A post that the public sees. Its holder is recorded when they are one of the people who sign in; for the others
/// the public page keeps the name that came with the town.
async fn public(cast: &mut Cast, post: &demo_city::Post) -> anyhow::Result<()> {
    let (body, unit) = match post.layer {
        Layer::MunicipalPrecinct => ("mestska-policie".to_owned(), post.station.replace("MP-", "sluzebna-")),
        Layer::StatePolice => ("policie-cr".to_owned(), post.station.replace("PCR-", "oop-")),
        Layer::District => (post.station.replace("UMO-", "obvod-"), String::new()),
    };
    let title = &post.title;
    let facts = PostFacts {
        unit: cast.unit(&body, &unit)?,
        title: Words::new(&title.cs, &title.en, &title.uk),
        territory: Some(Territory { layer: post.layer.key().to_owned(), code: post.territory.clone() }),
        phone: post.phone.clone(),
        email: post.email.clone(),
        validity: cast.since,
    };
    let id = cast.access.add_post(&cast.actor, cast.body(&body)?, &facts).await?;
    for (holder, deputy) in [(&post.holder, false), (&post.deputy, true)] {
        let person = holder.as_ref().and_then(|holder| cast.people.get(&login(&holder.name)));
        if let Some(person) = person {
            cast.access.add_holding(&cast.actor, id, *person, deputy, cast.since).await?;
        }
    }
    Ok(())
}
