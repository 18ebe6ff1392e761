//! Accounts, and signing in to one with a password.

use store::Id;

use crate::{Access, Actor, Device, Entered, SignInError, SignInRefusal};

impl Access {
    /// Signs in with login and password. With a second factor set up, the session is only half: it waits for
    /// [`Access::show_code`].
    ///
    /// # Errors
    /// `Wrong`, `Wait`, `Busy`; the database.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        device: &Device,
    ) -> Result<Entered, SignInError> {
        let _ = (login, password, device);
        Err(SignInRefusal::Wrong.into())
    }

    /// Changes one's own password; all other sessions end.
    ///
    /// # Errors
    /// `Wrong` when the current password is not it; `Password`; the database.
    pub async fn change_password(
        &self,
        token: &str,
        current: &str,
        new: &str,
        device: &Device,
    ) -> Result<Entered, SignInError> {
        let _ = (token, current, new, device);
        Err(SignInRefusal::Wrong.into())
    }

    /// Lets the person try again at once, from everywhere.
    ///
    /// # Errors
    /// The database.
    pub async fn unlock(&self, by: &Actor, person: Id) -> Result<(), SignInError> {
        let _ = (by, person);
        Ok(())
    }
}
