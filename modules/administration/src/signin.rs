//! Pages of signing in, and of one's own account. They translate; what holds is decided in `access::signin`.
//!
//! ```text
//!   /prihlaseni ─► /prihlaseni/kod ─► /prihlaseni/za-koho ─► where the person wanted to go
//!                                                              │ personal data
//!   /pozvanka/… ─► first password ─► the app ◄─────────── /prihlaseni/overeni
//! ```

mod account;
mod account_acts;
mod apps;
mod bodies;
mod browser;
mod demonstration;
mod entering;
mod invitations;
mod picture;
mod providers;
mod words;

use axum::routing::{get, post};
use ground::{Permission, Route};

/// Routes of signing in and of the own account.
pub(crate) fn routes() -> Vec<Route> {
    let signed_in = |path, handler| Route::new(path, Permission::SignedIn, handler);
    vec![
        Route::public("/prihlaseni", get(entering::show).post(entering::sign_in)),
        Route::public("/prihlaseni/kod", get(entering::show_code).post(entering::code)),
        Route::public("/prihlaseni/ukazka", post(demonstration::sign_in)),
        Route::public("/prihlaseni/poskytovatel/{name}", get(providers::sign_in)),
        Route::public(access::PROVIDER_RETURN, get(providers::back)),
        Route::public("/odhlaseni", post(entering::sign_out)),
        Route::public("/pozvanka/{token}", get(invitations::show).post(invitations::accept)),
        Route::public("/pozvanka/{token}/poskytovatel/{name}", get(invitations::accept_with)),
        signed_in(ground::guard::CHOOSE_BODY, get(bodies::show).post(bodies::choose)),
        signed_in(ground::guard::STEP_UP, get(apps::show).post(apps::code)),
        signed_in("/prihlaseni/overeni/poskytovatel/{name}", get(providers::step_up)),
        signed_in("/prihlaseni/overeni/aplikace", post(apps::begin)),
        signed_in("/prihlaseni/overeni/aplikace/kod", post(apps::confirm)),
        signed_in("/staff/ucet", get(account::show)),
        signed_in("/staff/ucet/jazyk", post(account_acts::language)),
        signed_in("/staff/ucet/heslo", post(account_acts::password)),
        signed_in("/staff/ucet/zalozni-kody", post(account_acts::recovery)),
        signed_in("/staff/ucet/prihlaseni/ukoncit", post(account_acts::end_one)),
        signed_in("/staff/ucet/prihlaseni/ukoncit-ostatni", post(account_acts::end_others)),
        signed_in("/staff/ucet/poskytovatele/{name}", post(providers::link)),
        signed_in("/staff/ucet/poskytovatele/odebrat", post(account_acts::unlink)),
    ]
}
