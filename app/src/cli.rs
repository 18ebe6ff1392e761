//! The command line: the app's own verbs, and those the modules hand over, as one tree.

use clap::{Arg, ArgAction, ArgMatches, Command};
use ground::{Module, Verb};
use web::Say;

/// The whole command line in the language of the person.
pub(crate) fn command(modules: &[Module], t: &Say) -> Command {
    let mut root = Command::new("okrsek")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t.say("cli-about").into_owned())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(setting("config", "FILE", t).global(true))
        .arg(setting("database", "URL", t).global(true))
        .subcommand(
            Command::new("serve")
                .about(t.say("cli-serve").into_owned())
                .arg(setting("listen", "ADDRESS:PORT", t))
                .arg(
                    Arg::new("demo")
                        .long("demo")
                        .action(ArgAction::SetTrue)
                        .help(t.say("cli-demo-flag").into_owned()),
                ),
        )
        .subcommand(Command::new("demo").about(t.say("cli-demo").into_owned()))
        .subcommand(Command::new("config").about(t.say("cli-config").into_owned()))
        .subcommand(Command::new("backup").about(t.say("cli-backup").into_owned()).arg(
            Arg::new("file").value_name("FILE").required(true).help(t.say("cli-backup-file").into_owned()),
        ));
    for verb in modules.iter().flat_map(|module| &module.verbs) {
        root = with_verb(root, verb, t);
    }
    root
}

fn setting(name: &'static str, value: &'static str, t: &Say) -> Arg {
    Arg::new(name).long(name).value_name(value).help(t.say(&format!("cli-{name}-flag")).into_owned())
}

/// Hangs a verb under its first word; `import addresses` and `import territories` share `import`.
fn with_verb(root: Command, verb: &Verb, t: &Say) -> Command {
    let leaf = (verb.command)(t);
    let [group, _] = verb.path else { return root.subcommand(leaf) };
    let exists = root.find_subcommand(group).is_some();
    if exists {
        return root.mut_subcommand(group, |parent| parent.subcommand(leaf));
    }
    let parent = Command::new(*group)
        .about(t.say(&format!("cli-{group}")).into_owned())
        .subcommand_required(true)
        .arg_required_else_help(true);
    root.subcommand(parent.subcommand(leaf))
}

/// The verb a person called, with the arguments that belong to it.
pub(crate) fn called<'m>(modules: &'m [Module], matches: &ArgMatches) -> Option<(&'m Verb, ArgMatches)> {
    modules.iter().flat_map(|module| &module.verbs).find_map(|verb| {
        let found = verb.path.iter().try_fold(matches, |level, word| level.subcommand_matches(word))?;
        Some((verb, found.clone()))
    })
}

/// The language of the terminal: `OKRSEK_LANG`, then what the system says, then Czech.
pub(crate) fn language(variable: impl Fn(&str) -> Option<String>) -> web::Lang {
    ["OKRSEK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find_map(|tag| web::Lang::from_tag(tag.split('.').next().unwrap_or_default()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_speaks_the_language_it_is_set_to() {
        let check = |set: &[(&str, &str)], expected: web::Lang| {
            let get =
                |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(language(get), expected, "{set:?}");
        };
        check(&[], web::Lang::Cs);
        check(&[("LANG", "C.UTF-8")], web::Lang::Cs);
        check(&[("LANG", "en_GB.UTF-8")], web::Lang::En);
        check(&[("LANG", "en_GB.UTF-8"), ("OKRSEK_LANG", "uk")], web::Lang::Uk);
    }
}
