//! Sign-in without a password, for the demonstration city alone.

use store::Id;

use crate::{Access, Device, Entered, Role, SignInError, SignInRefusal};

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
        Ok(Vec::new())
    }

    /// Signs a person in without a password, assured, acting for `body`. The caller has made sure that the process
    /// serves the demonstration (`serve --demo`) and that the city is invented.
    ///
    /// # Errors
    /// `NotThatBody`; the database.
    pub async fn sign_in_demo(&self, person: Id, body: Id, device: &Device) -> Result<Entered, SignInError> {
        let _ = (person, body, device);
        Err(SignInRefusal::NotThatBody.into())
    }
}
