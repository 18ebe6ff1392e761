//! Invented people and their roles.

use access::Role::{self, Administrator, Analyst, Auditor, Coordinator, Head, Inspector, Officer};
use access::{MembershipFacts, PersonFacts};

use super::{Cast, login};

/// A person: body, unit (empty for the whole body) and role, once for each capacity.
pub(super) struct Invented {
    pub(super) name: &'static str,
    pub(super) roles: &'static [(&'static str, &'static str, Role)],
}

const fn one(name: &'static str, roles: &'static [(&'static str, &'static str, Role)]) -> Invented {
    Invented { name, roles }
}

/// Everybody. Those who hold a public post have the name that the invented town gave its holder.
pub(super) const PEOPLE: &[Invented] = &[
    // The city: it screens, hands over, orders measures.
    one("Olga Vzorová", &[("odbor-bezpecnosti", "", Head)]),
    one("Radek Ukázkový", &[("odbor-bezpecnosti", "", Coordinator)]),
    one("Ivana Příkladná", &[("odbor-bezpecnosti", "", Coordinator)]),
    one("Zdeněk Cvičný", &[("odbor-bezpecnosti", "prevence", Officer)]),
    one("Věra Názorná", &[("odbor-bezpecnosti", "prevence", Inspector)]),
    one("Milan Vymyšlený", &[("odbor-bezpecnosti", "krizove-rizeni", Officer)]),
    one("Simona Ukázková", &[("odbor-bezpecnosti", "", Analyst)]),
    // Those who keep the system see no case; there are two, so that one can be away.
    one("Adam Smyšlený", &[("sprava-systemu", "", Administrator)]),
    one("Nina Vzorová", &[("sprava-systemu", "", Administrator)]),
    one("Libor Příkladný", &[("auditor", "", Auditor)]),
    one("Dana Cvičná", &[("auditor", "", Auditor)]),
    // Municipal police: a centre and five stations.
    one("Robert Vzorový", &[("mestska-policie", "", Head)]),
    one("Monika Smyšlená", &[("mestska-policie", "", Coordinator)]),
    one("Pavel Názorný", &[("mestska-policie", "sluzebna-100", Coordinator)]),
    one("Eva Smyšlená", &[("mestska-policie", "sluzebna-200", Officer)]),
    one("Alena Vzorová", &[("mestska-policie", "sluzebna-100", Officer)]),
    one("Jiří Ukázkový", &[("mestska-policie", "sluzebna-100", Officer)]),
    one("Ondřej Cvičný", &[("mestska-policie", "sluzebna-300", Officer)]),
    one("Lenka Vymyšlená", &[("mestska-policie", "sluzebna-400", Officer)]),
    one("Filip Příkladný", &[("mestska-policie", "sluzebna-500", Officer)]),
    // State police.
    one("Vladimír Ukázkový", &[("policie-cr", "", Head)]),
    one("Renata Názorná", &[("policie-cr", "", Coordinator)]),
    one("Jan Smyšlený", &[("policie-cr", "oop-1", Officer)]),
    one("Jana Ukázková", &[("policie-cr", "oop-1", Officer)]),
    one("Hana Smyšlená", &[("policie-cr", "oop-7", Officer)]),
    one("Stanislav Vzorový", &[("cizinecka-policie", "", Head)]),
    one("Kateřina Příkladná", &[("cizinecka-policie", "", Coordinator)]),
    one("Martin Vymyšlený", &[("cizinecka-policie", "", Officer)]),
    // The technical office walks the rounds of cleanliness together with the city.
    one("Josef Cvičný", &[("technicky-urad", "", Head)]),
    one("Zuzana Ukázková", &[("technicky-urad", "", Coordinator)]),
    one("Bohumil Názorný", &[("technicky-urad", "", Inspector)]),
    one("Klára Vzorová", &[("technicky-urad", "", Inspector), ("obvod-1", "", Officer)]),
    // Bodies that work tasks of their own competence.
    one("Alžběta Smyšlená", &[("khs", "", Coordinator)]),
    one("Viktor Příkladný", &[("khs", "", Officer)]),
    one("Rudolf Ukázkový", &[("hzs", "", Coordinator)]),
    one("Tereza Cvičná", &[("hzs", "", Officer)]),
    one("Miroslav Vymyšlený", &[("stavebni-urad", "", Coordinator)]),
    one("Gabriela Vzorová", &[("zivnostensky-urad", "", Coordinator)]),
    one("Antonín Názorný", &[("oip", "", Coordinator)]),
    one("Michaela Příkladná", &[("urad-prace", "", Coordinator)]),
    one("Blanka Ukázková", &[("odbor-skolstvi", "", Coordinator)]),
    one("Otakar Smyšlený", &[("socialni-sluzby", "", Coordinator)]),
    one("Jitka Vymyšlená", &[("socialni-sluzby", "", Officer)]),
    one("Šárka Cvičná", &[("spravce-poplatku", "", Coordinator)]),
    one("Evžen Vzorový", &[("statni-zastupitelstvi", "", Coordinator)]),
    // The districts.
    one("Daniela Názorná", &[("obvod-1", "", Coordinator)]),
    one("Emil Ukázkový", &[("obvod-2", "", Coordinator)]),
    one("Pavla Příkladná", &[("obvod-3", "", Coordinator)]),
    one("Richard Smyšlený", &[("obvod-4", "", Coordinator)]),
    one("Sylva Vymyšlená", &[("obvod-5", "", Coordinator)]),
    one("Hynek Cvičný", &[("obvod-6", "", Coordinator), ("obvod-7", "", Coordinator)]),
    one("Ludmila Vzorová", &[("obvod-8", "", Coordinator), ("obvod-9", "", Coordinator)]),
    one("Bedřich Názorný", &[("obvod-10", "", Coordinator)]),
];

pub(super) async fn fill(cast: &mut Cast) -> anyhow::Result<()> {
    for (number, Invented { name, roles }) in PEOPLE.iter().enumerate() {
        let login = login(name);
        let facts = PersonFacts {
            login: login.clone(),
            name: (*name).to_owned(),
            email: format!("{login}@okrskov.example"),
            phone: format!("+420 000 5{number:02} 000"),
            language: "cs".to_owned(),
        };
        let id = cast.access.add_person(&cast.actor, &facts).await?;
        // Invented people have nobody to open their invitation.
        cast.access.activate_person(&cast.actor, id, 1).await?;
        for (body, unit, role) in *roles {
            let facts = MembershipFacts {
                body: cast.body(body)?,
                unit: cast.unit(body, unit)?,
                role: *role,
                validity: cast.since,
            };
            cast.access.add_membership(&cast.actor, id, &facts).await?;
        }
        cast.people.insert(login, id);
    }
    Ok(())
}
