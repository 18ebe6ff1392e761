//! Accounts, and signing in to one with a password.

use store::Id;

use crate::{Access, Device, Entered, SignInError, SignInRefusal, Subject};

/// The state of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// Has not set a password or linked a provider yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in for now.
    Blocked,
    /// Will never sign in again; kept for the trail.
    Ended,
}

impl AccountState {
    /// Name in the database and in the keys of texts (`account-state-active`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Blocked => "blocked",
            AccountState::Ended => "ended",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<AccountState> {
        use AccountState::{Active, Blocked, Ended, Invited};
        [Invited, Active, Blocked, Ended].into_iter().find(|state| state.key() == key)
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The person.
    pub person: Id,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Where mail goes.
    pub email: String,
    /// Language of pages and mail.
    pub language: String,
    /// Whether they may sign in.
    pub state: AccountState,
}

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

    /// The account of a login.
    ///
    /// # Errors
    /// The database.
    pub async fn account(&self, login: &str) -> Result<Option<Account>, SignInError> {
        let _ = login;
        Ok(None)
    }

    /// Every account, by login.
    ///
    /// # Errors
    /// The database.
    pub async fn accounts(&self) -> Result<Vec<Account>, SignInError> {
        Ok(Vec::new())
    }

    /// Lets the person try again at once, from everywhere. `by` is nobody for the program itself.
    ///
    /// # Errors
    /// The database.
    pub async fn unlock(&self, by: Option<&Subject>, person: Id) -> Result<(), SignInError> {
        let _ = (by, person);
        Ok(())
    }

    /// Ends an account: its sessions, passwords, factors and links are gone, the name stays for the trail.
    ///
    /// # Errors
    /// The database.
    pub async fn end_account(&self, by: Option<&Subject>, person: Id) -> Result<(), SignInError> {
        let _ = (by, person);
        Ok(())
    }
}
