//! Sign-in without a password, for the demonstration city alone.

use store::Id;

use super::sessions::Method;
use super::statements::{DEMO_PEOPLE, END_DEMO, PERSON};
use crate::trail::{self, Entry};
use crate::{Access, Actor, Device, Entered, Role, SignInError, SignInRefusal};

/// A person of the demonstration city, as the sign-in page offers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// The person.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// The body they would act for.
    pub body: Id,
    /// Its name, JSON with one text a language.
    pub body_name: String,
    /// In which role.
    pub role: Role,
}

impl Access {
    /// Everybody who could be tried out, in the order of bodies and roles.
    ///
    /// # Errors
    /// The database.
    pub async fn demo_people(&self) -> Result<Vec<DemoPerson>, SignInError> {
        let rows = self.store.rows(&DEMO_PEOPLE, &[self.clock.today().into()]).await?;
        let people = rows.into_iter().filter_map(|(person, name, body, body_name, role)| {
            Some(DemoPerson { person, name, body, body_name, role: Role::from_key(&role)? })
        });
        Ok(people.collect())
    }

    /// Signs a person in without a password, assured, acting for `body`. The caller has made sure that the process
    /// serves the demonstration (`serve --demo`) and that the city is invented.
    ///
    /// # Errors
    /// `NotThatBody`; the database.
    pub async fn sign_in_demo(&self, person: Id, body: Id, device: &Device) -> Result<Entered, SignInError> {
        let people = self.demo_people().await?;
        if !people.iter().any(|it| it.person == person && it.body == body) {
            return Err(SignInRefusal::NotThatBody.into());
        }
        let (login, _, _) =
            self.store.row(&PERSON, &[person.into()]).await?.ok_or(SignInRefusal::NotThatBody)?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let who = (person, login.as_str());
        let entered = self.enter(&mut tx, who, Method::Demonstration, Some(now), Some(body), device).await?;
        let entry = Entry::new("sign-in", "session").on(entered.session);
        let entry = entry.detail(serde_json::json!({ "method": "demo" }));
        trail::record(&mut tx, now, &Actor::person(person, &device.client), entry).await?;
        tx.commit().await?;
        Ok(entered)
    }

    /// Ends what was begun without a password, for a process that serves no demonstration: such a session counts as
    /// assured, so it must not outlive the flag that allowed it.
    ///
    /// # Errors
    /// The database.
    pub async fn end_demo_sessions(&self) -> Result<u64, SignInError> {
        Ok(self.store.execute(&END_DEMO, &[self.clock.now().into()]).await?)
    }
}
