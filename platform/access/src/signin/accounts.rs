//! Signing in to an account with a password, and changing it.

use store::Id;

use super::password::{self, Looked};
use super::sessions::Method;
use super::statements::{
    ACCOUNT, AccountRow, CHOOSE_LANGUAGE, NEW_CREDENTIAL, PERSON, RENEW_HASH, SET_PASSWORD,
};
use super::token;
use crate::trail::{self, Entry};
use crate::{Access, AccessError, Actor, Device, Entered, SignInError, SignInRefusal};

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
        let login = clean_login(login);
        let counters = self.password_counters(&login, device)?;
        self.count(&counters).await?;
        let account = self.store.row(&ACCOUNT, &[login.as_str().into()]).await?;
        let Some(account) = self.looked_at(account, password).await? else {
            self.note_failure(&login, device).await?;
            return Err(SignInRefusal::Wrong.into());
        };
        self.uncount(&counters).await?;
        let method = if self.factors(account.person).await?.totp { Method::Half } else { Method::Password };
        self.begin_session((account.person, &account.login), method, None, device).await
    }

    /// The account, if it is active and the password is its own. Takes as long when there is no account.
    async fn looked_at(
        &self,
        account: Option<AccountRow>,
        password: &str,
    ) -> Result<Option<AccountRow>, SignInError> {
        // What no password can be is not hashed, whoever it is for.
        let too_long = password.len() > password::MOST;
        let tried = if too_long { "" } else { password };
        let active = account.filter(|account| account.state == "active");
        let stored = active.as_ref().and_then(|account| account.password.clone());
        let looked = self.signin.hasher.look(tried, stored.as_ref().map(|(_, hash)| hash.clone())).await?;
        let Some((credential, old)) = stored.filter(|_| looked != Looked::Wrong && !too_long) else {
            return Ok(None);
        };
        let new = if let Looked::Renewed(new) = looked { new } else { old.clone() };
        let now = self.clock.now();
        self.store.execute(&RENEW_HASH, &[credential.into(), old.into(), new.into(), now.into()]).await?;
        Ok(active)
    }

    /// A failed attempt goes into the trail; an unknown login too, and as slowly.
    async fn note_failure(&self, login: &str, device: &Device) -> Result<(), AccessError> {
        let known = self.store.row(&ACCOUNT, &[login.into()]).await?;
        let entry = Entry::new("sign-in", "session").denied();
        let entry = match known {
            Some(account) => entry.on(account.person),
            None => entry,
        };
        self.note(&Actor::stranger(&device.client), entry).await
    }

    /// Asks the password of a signed-in person once more, behind the same brake.
    pub(super) async fn password_again(
        &self,
        login: &str,
        password: &str,
        device: &Device,
    ) -> Result<(), SignInError> {
        let counters = self.password_counters(login, device)?;
        self.count(&counters).await?;
        let account = self.store.row(&ACCOUNT, &[login.into()]).await?;
        if self.looked_at(account, password).await?.is_none() {
            return Err(SignInRefusal::Wrong.into());
        }
        Ok(self.uncount(&counters).await?)
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
        let session = self.whole_session(token).await?;
        self.password_again(&session.login, current, device).await?;
        let hash = self.new_hash(session.person, new).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let set = [session.person.into(), hash.into(), now.into()];
        tx.execute(&SET_PASSWORD, &set).await?;
        Access::end_all(&mut tx, session.person, Some(session.session), now).await?;
        let assured = session.assured_at;
        let entered = self.rotate(&mut tx, &token::fingerprint(token), &session, assured).await?;
        let entry = Entry::new("change", "password").on(session.person);
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        Ok(entered)
    }

    /// Chooses one's own language of pages and letters: `cs`, `en`, `uk`.
    ///
    /// # Errors
    /// The database.
    pub async fn choose_language(&self, who: &Actor, person: Id, language: &str) -> Result<(), SignInError> {
        if !["cs", "en", "uk"].contains(&language) {
            return Ok(());
        }
        let mut tx = self.store.begin().await?;
        tx.execute(&CHOOSE_LANGUAGE, &[person.into(), language.into()]).await?;
        let entry = Entry::new("change", "language").on(person);
        trail::record(&mut tx, self.clock.now(), who, entry).await?;
        Ok(tx.commit().await?)
    }

    /// The hash of a password that keeps the rules.
    pub(super) async fn new_hash(&self, person: Id, password: &str) -> Result<String, SignInError> {
        let found = self.store.row(&PERSON, &[person.into()]).await?;
        let (login, name, _) = found.ok_or(SignInRefusal::NoSession)?;
        password::check(password, &login, &name).map_err(SignInRefusal::Password)?;
        self.signin.hasher.hash(password).await
    }

    /// Puts a password where there may be none yet.
    pub(super) async fn put_password(
        &self,
        tx: &mut store::Transaction,
        person: Id,
        hash: &str,
    ) -> Result<(), AccessError> {
        let now = self.clock.now();
        if tx.execute(&SET_PASSWORD, &[person.into(), hash.into(), now.into()]).await? == 0 {
            self.put_credential(tx, person, "password", hash, "", None, None).await?;
        }
        Ok(())
    }

    /// Puts anything that proves who one is.
    #[expect(clippy::too_many_arguments, reason = "the columns of one row")]
    pub(super) async fn put_credential(
        &self,
        tx: &mut store::Transaction,
        person: Id,
        kind: &'static str,
        secret: &str,
        label: &str,
        step: Option<i64>,
        expires_at: Option<chrono::DateTime<chrono::Utc>>,
    ) -> Result<Id, AccessError> {
        let id = self.store.new_id();
        let now = self.clock.now();
        tx.execute(
            &NEW_CREDENTIAL,
            &[
                id.into(),
                person.into(),
                kind.into(),
                secret.into(),
                label.into(),
                now.into(),
                step.into(),
                expires_at.into(),
            ],
        )
        .await?;
        Ok(id)
    }
}

/// A login as it is kept: without spaces around, in lower case.
pub(super) fn clean_login(login: &str) -> String {
    // NUL is no text to the database, and no login.
    login.trim().replace('\0', "").to_lowercase()
}
