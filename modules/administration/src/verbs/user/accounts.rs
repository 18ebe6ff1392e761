//! `okrsek user list`, `unlock`, `end`, `sessions`.

use access::{OwnSession, Person};
use clap::{Arg, ArgAction, ArgMatches, Command};
use futures_util::future::BoxFuture;
use ground::{Context, Outcome, Verb, VerbError};
use serde_json::json;
use web::Say;

use super::{about_login, failed, fault, json_flag, named, program};

pub(super) fn list() -> Verb {
    let command = |t: &Say| Command::new("list").about(t.say("user-list").into_owned()).arg(json_flag(t));
    Verb { path: &["user", "list"], command, run: run_list }
}

pub(super) fn unlock() -> Verb {
    Verb { path: &["user", "unlock"], command: |t| about_login("unlock", "user-unlock", t), run: run_unlock }
}

pub(super) fn end() -> Verb {
    Verb { path: &["user", "end"], command: |t| about_login("end", "user-end", t), run: run_end }
}

pub(super) fn sessions() -> Verb {
    let command = |t: &Say| {
        let end = Arg::new("end").long("end").action(ArgAction::SetTrue);
        let end = end.help(t.say("user-end-flag").into_owned());
        about_login("sessions", "user-sessions", t).arg(end).arg(json_flag(t))
    };
    Verb { path: &["user", "sessions"], command, run: run_sessions }
}

fn run_list(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let people = context.ground.access.people().await.map_err(|cause| fault(&context, cause))?;
        if arguments.get_flag("json") {
            let rows: Vec<_> = people.iter().map(as_json).collect();
            println!("{}", serde_json::Value::from(rows));
        } else if people.is_empty() {
            eprintln!("{}", context.t.say("user-nobody"));
        } else {
            for person in &people {
                println!("{}\t{}\t{}", person.facts.login, person.state.key(), person.facts.name);
            }
        }
        Ok(Outcome::Done)
    })
}

fn as_json(person: &Person) -> serde_json::Value {
    let facts = &person.facts;
    json!({ "login": facts.login, "name": facts.name, "email": facts.email, "state": person.state.key() })
}

fn run_unlock(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let person = named(&context, &arguments).await?;
        let freed = context.ground.access.unlock(&program(), person.id).await;
        freed.map_err(|cause| failed(&context, cause))?;
        println!("{}", context.t.with1("user-unlocked", "login", person.facts.login));
        Ok(Outcome::Done)
    })
}

fn run_end(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let person = named(&context, &arguments).await?;
        let ended = context.ground.access.end_person(&program(), person.id, person.version).await;
        ended.map_err(|cause| fault(&context, cause))?;
        println!("{}", context.t.with1("user-ended", "login", person.facts.login));
        Ok(Outcome::Done)
    })
}

fn run_sessions(context: Context, arguments: ArgMatches) -> BoxFuture<'static, Result<Outcome, VerbError>> {
    Box::pin(async move {
        let person = named(&context, &arguments).await?;
        let (access, login) = (&context.ground.access, person.facts.login.as_str());
        if arguments.get_flag("end") {
            let ended = access.end_sessions(&program(), person.id, None).await;
            ended.map_err(|cause| failed(&context, cause))?;
            println!("{}", context.t.with1("user-sessions-ended", "login", login));
            return Ok(Outcome::Done);
        }
        let sessions = access.own_sessions(person.id, None).await;
        let sessions = sessions.map_err(|cause| failed(&context, cause))?;
        if arguments.get_flag("json") {
            let rows: Vec<_> = sessions.iter().map(session_as_json).collect();
            println!("{}", serde_json::Value::from(rows));
        } else if sessions.is_empty() {
            eprintln!("{}", context.t.with1("user-no-sessions", "login", login));
        } else {
            for it in &sessions {
                println!("{}\t{}\t{}\t{}", it.seen_at.to_rfc3339(), it.client, it.method, it.agent);
            }
        }
        Ok(Outcome::Done)
    })
}

fn session_as_json(session: &OwnSession) -> serde_json::Value {
    json!({
        "client": session.client,
        "agent": session.agent,
        "method": session.method,
        "since": session.created_at.to_rfc3339(),
        "seen": session.seen_at.to_rfc3339(),
    })
}
