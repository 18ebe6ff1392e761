//! The panel of invented people. It exists only in a process that serves the demonstration (`serve --demo`) of a city
//! that is itself invented; anywhere else there is no such address.

use access::Words;
use axum::extract::State;
use axum::response::Response;
use ground::Ground;
use store::Id;
use web::{Error, Form, Say};

use super::browser::{Browser, admit, local};
use super::words::failed;

/// Somebody the sign-in page offers.
pub(super) struct Offered {
    pub(super) person: String,
    pub(super) body: String,
    pub(super) name: String,
    pub(super) body_name: String,
    pub(super) role: String,
}

/// Everybody the sign-in page offers; nobody outside of the demonstration.
pub(super) async fn offered(ground: &Ground, t: &Say) -> Result<Vec<Offered>, Error> {
    if !ground.demo_sign_in {
        return Ok(Vec::new());
    }
    let people = ground.access.demo_people().await.map_err(failed)?;
    let offered = people.into_iter().map(|person| Offered {
        person: person.person.to_string(),
        body: person.body.to_string(),
        name: person.name,
        body_name: Words::from_json(&person.body_name).in_language(t.lang().tag()).to_owned(),
        role: crate::words::role(t, person.role),
    });
    Ok(offered.collect())
}

/// `POST /prihlaseni/ukazka`
pub(super) async fn sign_in(
    State(ground): State<Ground>,
    browser: Browser,
    form: Form,
) -> Result<Response, Error> {
    if !ground.demo_sign_in {
        return Err(Error::Missing("demonstration"));
    }
    let id = |name: &str| form.text(name).parse::<Id>().map_err(|_| Error::Missing("invented person"));
    let (person, body) = (id("person")?, id("body")?);
    let entered = ground.access.sign_in_demo(person, body, &browser.device).await;
    let entered = entered.map_err(|_| Error::Missing("invented person"))?;
    ground.access.sign_out(&browser.token, &browser.device.client).await.map_err(failed)?;
    Ok(admit(&ground, &entered, local(form.text("next"))))
}
