//! Verbs of the command line about people's accounts. Each is written into the trail as done by the program.

mod accounts;
mod adding;

use access::{AccessError, Actor, Person, SignInError, SignInRefusal};
use clap::{Arg, ArgAction, ArgMatches, Command};
use ground::{Context, Verb, VerbError};
use web::Say;

/// The verbs that begin with `okrsek user`.
pub(super) fn all() -> Vec<Verb> {
    vec![
        adding::add(),
        adding::invite(),
        accounts::list(),
        accounts::unlock(),
        accounts::end(),
        accounts::sessions(),
    ]
}

/// A verb about one login.
fn about_login(name: &'static str, help: &str, t: &Say) -> Command {
    let login = Arg::new("login").value_name("LOGIN").required(true);
    Command::new(name).about(t.say(help).into_owned()).arg(login.help(t.say("user-login-arg").into_owned()))
}

fn json_flag(t: &Say) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(t.say("user-json-flag").into_owned())
}

fn text<'a>(arguments: &'a ArgMatches, name: &str) -> &'a str {
    arguments.get_one::<String>(name).map_or("", String::as_str)
}

/// The person of the login that was named.
async fn named(context: &Context, arguments: &ArgMatches) -> Result<Person, VerbError> {
    let login = text(arguments, "login").to_lowercase();
    let found = context.ground.access.person_by_login(&login).await.map_err(|cause| fault(context, cause))?;
    found.ok_or_else(|| VerbError::Said(context.t.with1("user-no-such", "login", login)))
}

fn program() -> Actor {
    Actor::program()
}

/// What a rule refused is said; the rest is a fault.
fn fault(context: &Context, cause: AccessError) -> VerbError {
    match cause {
        AccessError::Refused(refusal) => {
            let reason = context.t.say(&format!("refusal-{}", refusal.code())).into_owned();
            VerbError::Said(context.t.with1("user-refused", "reason", reason))
        }
        other => VerbError::Fault(other.into()),
    }
}

/// The same for sign-in.
fn failed(context: &Context, cause: SignInError) -> VerbError {
    match cause {
        SignInError::Failed(cause) => fault(context, cause),
        SignInError::Refused(SignInRefusal::NoSession) => {
            let reason = context.t.say("refusal-access-person-ended").into_owned();
            VerbError::Said(context.t.with1("user-refused", "reason", reason))
        }
        SignInError::Refused(refusal) => VerbError::Said(context.t.say(refusal.key()).into_owned()),
    }
}
