//! The members that are read, and the passing over of all others.
//!
//! Whatever stands where something else is expected reads as nothing, so that one odd entry does not spoil the file; what is
//! no JSON at all does.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Doubt, MOST, Municipality};
use crate::{Day, Fault, FaultKind, Forms, Permit};

/// An entry as it stands.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) is_object: bool,
    pub(super) ico: String,
    pub(super) name: String,
    pub(super) seat: Option<Municipality>,
    pub(super) workplaces: BTreeSet<Municipality>,
    pub(super) permits: Vec<Permit>,
    pub(super) permit_doubt: Option<Doubt>,
}

/// Entries of the file.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Fault> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let wrong = |why: serde_json::Error| Fault::at(why.line() as u64, "", FaultKind::Json(why.to_string()));
    let root = Read::<Root>::seed().deserialize(&mut reader).map_err(wrong)?;
    reader.end().map_err(wrong)?;
    root.entries.ok_or_else(|| Fault::whole(FaultKind::Json("no list `polozky`".to_owned())))
}

/// What is filled from JSON: from the members of an object, the elements of a list, or a bare value.
trait Fill: Default {
    /// An object begins.
    fn object(&mut self) {}

    /// Takes a member. What is not named here is passed over, and no value is made of it.
    fn member<'de, A: MapAccess<'de>>(&mut self, _: &str, map: &mut A) -> Result<(), A::Error> {
        pass_over(map)
    }

    /// Takes the elements of a list.
    fn list<'de, A: SeqAccess<'de>>(&mut self, list: &mut A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    /// Takes a bare text, number or truth value.
    fn bare(&mut self, _: &str) {}
}

fn pass_over<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

fn take<'de, T: Fill, A: MapAccess<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Read::<T>::seed())
}

#[derive(Default)]
struct Root {
    entries: Option<Vec<Entry>>,
}

impl Fill for Root {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        if name != "polozky" {
            return pass_over(map);
        }
        self.entries = take::<Many<Entry>, A>(map)?.0;
        Ok(())
    }
}

impl Fill for Entry {
    fn object(&mut self) {
        self.is_object = true;
    }

    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "ico" => self.ico = take::<Bare, A>(map)?.trimmed(),
            "nazev" => self.name = take::<Bare, A>(map)?.trimmed(),
            "povoleni" => {
                for permit in take::<Many<Maybe>, A>(map)?.0.unwrap_or_default() {
                    match permit.permit() {
                        Ok(permit) => self.permits.push(permit),
                        Err(doubt) => self.permit_doubt = Some(doubt),
                    }
                }
            }
            // The register has longer names for both.
            name if name.starts_with("adresaSidla") => {
                let seat = take::<Place, A>(map)?.municipality();
                self.seat = self.seat.take().or(seat);
            }
            name if name.to_lowercase().contains("pracovist") => {
                let places = take::<Many<Place>, A>(map)?.0.unwrap_or_default();
                self.workplaces.extend(places.into_iter().filter_map(Place::municipality));
            }
            _ => pass_over(map)?,
        }
        Ok(())
    }
}

/// A permit as it stands.
#[derive(Default)]
struct Maybe {
    from: String,
    to: String,
    forms: Forms,
    work: String,
    territory: String,
}

impl Maybe {
    fn permit(self) -> Result<Permit, Doubt> {
        let day = |text: &str| Day::read(text).ok_or(Doubt::PermitDay);
        let to = if self.to.is_empty() { None } else { Some(day(&self.to)?) };
        let from = day(&self.from)?;
        if self.forms == Forms::default() {
            return Err(Doubt::PermitForm);
        }
        let territory = self.territory.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(Permit { forms: self.forms, from, to, work: self.work, territory })
    }
}

impl Fill for Maybe {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "platnostOd" => self.from = take::<Bare, A>(map)?.trimmed(),
            "platnostDo" => self.to = take::<Bare, A>(map)?.trimmed(),
            "vyhledavaniZamestnani" => self.forms.searching = take::<Bare, A>(map)?.is_true(),
            "zamestnavaniOsob" => self.forms.employing = take::<Bare, A>(map)?.is_true(),
            "poradenskaCinnost" => self.forms.advising = take::<Bare, A>(map)?.is_true(),
            "druhyPraci" => self.work = take::<Named, A>(map)?.label,
            "uzemniPlatnost" => self.territory = take::<Named, A>(map)?.id,
            _ => pass_over(map)?,
        }
        Ok(())
    }
}

/// A text, number or truth value as text; nothing for `null` and for what is larger.
#[derive(Default)]
struct Bare(String);

impl Bare {
    fn trimmed(&self) -> String {
        self.0.trim().to_owned()
    }

    fn is_true(&self) -> bool {
        self.0 == "true"
    }
}

impl Fill for Bare {
    fn bare(&mut self, text: &str) {
        text.clone_into(&mut self.0);
    }
}

/// Something with an id or a Czech name, or a bare text.
#[derive(Default)]
struct Named {
    id: String,
    label: String,
}

impl Fill for Named {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "id" | "kod" => self.id = take::<Bare, A>(map)?.trimmed(),
            "cs" => self.label = take::<Bare, A>(map)?.trimmed(),
            "nazev" => self.label = take::<Named, A>(map)?.label,
            _ => pass_over(map)?,
        }
        Ok(())
    }

    fn bare(&mut self, text: &str) {
        text.trim().clone_into(&mut self.label);
    }
}

/// An address, of which only the municipality is read.
#[derive(Default)]
struct Place {
    municipality: Named,
}

impl Place {
    fn municipality(self) -> Option<Municipality> {
        let Named { id, label } = self.municipality;
        let code = id.rsplit('/').next().filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
        let found = Municipality { code: code.unwrap_or_default().to_owned(), name: label };
        (found != Municipality::default()).then_some(found)
    }
}

impl Fill for Place {
    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "obec" => self.municipality = take(map)?,
            // A workplace has its address inside.
            "adresa" => self.municipality = take::<Place, A>(map)?.municipality,
            _ => pass_over(map)?,
        }
        Ok(())
    }
}

/// A list; `None` when something else stands there.
#[derive(Default)]
struct Many<T>(Option<Vec<T>>);

impl<T: Fill> Fill for Many<T> {
    fn list<'de, A: SeqAccess<'de>>(&mut self, list: &mut A) -> Result<(), A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element_seed(Read::<T>::seed())? {
            if all.len() >= MOST {
                return Err(A::Error::custom(format!("more than {MOST} entries")));
            }
            all.push(one);
        }
        self.0 = Some(all);
        Ok(())
    }
}

/// Reads JSON into what is filled.
struct Read<T>(PhantomData<T>);

impl<T> Read<T> {
    fn seed() -> Self {
        Read(PhantomData)
    }
}

impl<'de, T: Fill> DeserializeSeed<'de> for Read<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<T: Fill> Read<T> {
    fn of_bare<E>(text: &str) -> Result<T, E> {
        let mut filled = T::default();
        filled.bare(text);
        Ok(filled)
    }
}

impl<'de, T: Fill> Visitor<'de> for Read<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut filled = T::default();
        filled.object();
        while let Some(name) = map.next_key::<String>()? {
            filled.member(&name, &mut map)?;
        }
        Ok(filled)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        let mut filled = T::default();
        filled.list(&mut list)?;
        Ok(filled)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Self::of_bare(text)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<T, E> {
        Self::of_bare(if truth { "true" } else { "false" })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Self::of_bare(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Self::of_bare(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        Self::of_bare(&number.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Ok(T::default())
    }
}
