//! `okrsek user add` and `okrsek user invite`: how the first administrator gets in. There is no default password;
//! there is a link that works once.

use access::{BodyFacts, BodyKind, Link, MembershipFacts, PersonFacts, Role, Validity, Words};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use serde_json::json;
use store::Id;
use web::Say;

use super::{about_login, failed, fault, json_flag, named, program, text};

pub(super) fn add() -> Verb {
    Verb { path: &["user", "add"], command: add_command, run: run_add }
}

pub(super) fn invite() -> Verb {
    Verb { path: &["user", "invite"], command: invite_command, run: run_invite }
}

fn add_command(t: &Say) -> Command {
    let flag = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).help(t.say(&format!("user-{name}-flag")).into_owned())
    };
    let keys = |keys: Vec<&'static str>| PossibleValuesParser::new(keys);
    about_login("add", "user-add", t)
        .arg(flag("name", "NAME").required(true))
        .arg(flag("body", "CODE").required(true))
        .arg(flag("role", "ROLE").required(true).value_parser(keys(Role::ALL.map(Role::key).to_vec())))
        .arg(flag("email", "ADDRESS"))
        .arg(flag("new-body", "NAME"))
        .arg(flag("kind", "KIND").value_parser(keys(BodyKind::ALL.map(BodyKind::key).to_vec())))
        .arg(json_flag(t))
}

fn invite_command(t: &Say) -> Command {
    about_login("invite", "user-invite", t).arg(json_flag(t))
}

fn run_add(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let body = body_of(&context, &arguments).await?;
        let Some(role) = Role::from_key(text(&arguments, "role")) else { return Ok(Outcome::Refused) };
        let access = &context.ground.access;
        let facts = PersonFacts {
            login: text(&arguments, "login").to_lowercase(),
            name: text(&arguments, "name").to_owned(),
            email: text(&arguments, "email").to_owned(),
            phone: String::new(),
            language: context.t.lang().tag().to_owned(),
        };
        let person = access.add_person(&program(), &facts).await.map_err(|cause| fault(&context, cause))?;
        let validity = Validity::since(access.clock().today());
        let membership = MembershipFacts { body, unit: None, role, validity };
        let joined = access.add_membership(&program(), person, &membership).await;
        joined.map_err(|cause| fault(&context, cause))?;
        let link = access.invite(&program(), person).await.map_err(|cause| failed(&context, cause))?;
        if !arguments.get_flag("json") {
            println!("{}", context.t.with1("user-added", "login", facts.login.as_str()));
        }
        show(&context, &arguments, &facts.login, &link);
        Ok(Outcome::Done)
    })
}

/// The body that was named, made when its name and kind were given too.
async fn body_of(context: &Context, arguments: &ArgMatches) -> Result<Id, VerbError> {
    let (code, name) = (text(arguments, "body"), text(arguments, "new-body"));
    let access = &context.ground.access;
    let found = access.body_by_code(code).await.map_err(|cause| fault(context, cause))?;
    if let Some(body) = found {
        return Ok(body.id);
    }
    if name.is_empty() {
        return Err(VerbError::Said(context.t.with1("user-no-body", "code", code)));
    }
    let Some(kind) = BodyKind::from_key(text(arguments, "kind")) else {
        return Err(VerbError::Said(context.t.say("user-no-kind").into_owned()));
    };
    let facts = BodyFacts {
        code: code.to_owned(),
        kind,
        name: Words::new(name, "", ""),
        seat: String::new(),
        email: String::new(),
        phone: String::new(),
        validity: Validity::since(access.clock().today()),
    };
    access.add_body(&program(), &facts).await.map_err(|cause| fault(context, cause))
}

fn run_invite(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let person = named(&context, &arguments).await?;
        let link = context.ground.access.invite(&program(), person.id).await;
        let link = link.map_err(|cause| failed(&context, cause))?;
        show(&context, &arguments, &person.facts.login, &link);
        Ok(Outcome::Done)
    })
}

/// The link goes to standard output and nowhere else.
fn show(context: &Context, arguments: &ArgMatches, login: &str, link: &Link) {
    if arguments.get_flag("json") {
        println!("{}", json!({ "login": login, "link": link.url, "until": link.expires_at.to_rfc3339() }));
    } else {
        println!("{}", context.t.with1("user-link", "until", context.t.moment(&link.expires_at)));
        println!("{}", link.url);
    }
}
