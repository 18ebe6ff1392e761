//! Settings: where each comes from and what holds now.
//!
//! ```text
//!   built-in defaults ◄ okrsek.toml ◄ OKRSEK_… variables ◄ flags        (the later one wins)
//! ```
//!
//! A key nobody knows is refused with its name, since a misspelt setting that is silently ignored is
//! worse than a program that does not start. `okrsek config` prints what holds and where it came from.

mod hidden;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use toml::{Table, Value};

use hidden::{without_password, without_secrets};

/// The defaults, as the file a person would write; every key that exists stands here.
const DEFAULTS: &str = r#"
listen = "127.0.0.1:8080"

[database]
# sqlite:///absolute/path.db, sqlite://relative/path.db or postgres://user:password@host/name
url = "sqlite://okrsek.db"

[web]
# The address people see, for links in feeds and exports; empty: as the browser asked.
base_url = ""
# Only these peers may say for whom they ask (X-Forwarded-For).
trusted_proxies = []
# Requests a minute from one client; 0 switches a limit off.
pages_per_minute = 300
api_per_minute = 600
suggest_per_minute = 1200

[mail]
# The mail server that letters are sent through; empty: nothing is sent, letters wait.
host = ""
port = 587
# none (a server on the same machine), starttls (587) or tls (465)
tls = "starttls"
# A PEM file with the authority that signed the server's certificate; empty: the public ones.
authority = ""
user = ""
password = ""
from = "Okrsek <okrsek@localhost>"
# The name this machine greets with; empty: what the system says.
hello = ""

[access]
# The secret of this installation: seals one-time keys, names attempts. Made at first start, readable by its owner
# only. Keep a copy apart from the database: without it every second factor has to be set up again. Like every file
# here it is looked for in the working folder, unless its path begins with /.
key_file = "okrsek.key"
# Providers of identity (OpenID Connect), each as a table [[access.providers]] with the keys name, label, issuer,
# client_id, client_secret or client_secret_file, high_acr (values of acr that count as a second factor).
providers = []

[audit]
# The key that signs the audit trail once a day, made when absent. Keep copies away from the database. Empty: unsigned.
key = "okrsek-audit.key"
# Every signed head as a line, to be sent elsewhere the same day; empty: only in the database.
checkpoints = ""

[documents]
# The program that makes PDF of reports; empty: looked for beside okrsek and on the path. Without it reports are offered
# as pages to print.
typesetter = ""

[log]
# error, warn, info, debug, trace, or a filter such as "info,web=debug"
level = "info"
# text for people, json for machines
format = "text"
"#;

/// The settings in force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Address and port to listen on.
    pub(crate) listen: std::net::SocketAddr,
    /// Where everything is kept.
    pub(crate) database: Database,
    /// How pages and API answer.
    pub(crate) web: Web,
    /// How letters leave the house.
    pub(crate) mail: mail::Smtp,
    /// Who gets in.
    pub(crate) access: Access,
    /// How the audit trail is signed.
    pub(crate) audit: Audit,
    /// How reports become PDF.
    pub(crate) documents: documents::Settings,
    /// What is written to standard error.
    pub(crate) log: Log,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Audit {
    pub(crate) key: String,
    pub(crate) checkpoints: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Database {
    pub(crate) url: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Web {
    pub(crate) base_url: String,
    pub(crate) trusted_proxies: Vec<String>,
    pub(crate) pages_per_minute: u32,
    pub(crate) api_per_minute: u32,
    pub(crate) suggest_per_minute: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Access {
    key_file: String,
    providers: Vec<Provider>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Provider {
    name: String,
    label: String,
    issuer: String,
    client_id: String,
    #[serde(default)]
    client_secret: Hidden,
    client_secret_file: Option<PathBuf>,
    #[serde(default)]
    high_acr: Vec<String>,
}

/// A text that `{:?}` does not show.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
struct Hidden(String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("•••")
    }
}

impl Settings {
    /// The settings of access, with the secrets that stand in files of their own.
    pub(crate) fn access(&self) -> Result<access::AccessSettings> {
        // What is empty is not wanted.
        let file = |name: &str| (!name.is_empty()).then(|| name.into());
        Ok(access::AccessSettings {
            secret: file(&self.access.key_file),
            checkpoint_key: file(&self.audit.key),
            checkpoint_log: file(&self.audit.checkpoints),
            base_url: self.web.base_url.clone(),
            providers: self.access.providers.iter().map(Provider::read).collect::<Result<_>>()?,
        })
    }
}

impl Provider {
    fn read(&self) -> Result<access::ProviderSettings> {
        let client_secret = match &self.client_secret_file {
            None => self.client_secret.0.clone(),
            Some(path) => {
                let text = std::fs::read_to_string(path);
                text.with_context(|| format!("{}: cannot be read", path.display()))?.trim().to_owned()
            }
        };
        Ok(access::ProviderSettings {
            name: self.name.clone(),
            label: self.label.clone(),
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret,
            high_acr: self.high_acr.clone(),
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) level: String,
    pub(crate) format: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Text,
    Json,
}

/// The settings with the origin of each key, for `okrsek config`.
#[derive(Debug)]
pub(crate) struct Effective {
    pub(crate) settings: Settings,
    values: Table,
    origins: BTreeMap<String, String>,
}

/// Puts the layers together. `file` is required when named, otherwise `okrsek.toml` is read if it is there.
pub(crate) fn effective(
    file: Option<&Path>,
    variables: impl Iterator<Item = (String, String)>,
    flags: &[(&str, String)],
) -> Result<Effective> {
    let mut layers = Layers { values: Table::new(), origins: BTreeMap::new() };
    layers.table(DEFAULTS.parse().context("built-in defaults")?, "", "default");
    let path = file.map_or_else(|| PathBuf::from("okrsek.toml"), Path::to_owned);
    if file.is_some() || path.exists() {
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let table: Table = text.parse().with_context(|| path.display().to_string())?;
        layers.table(table, "", &path.display().to_string());
    }
    for (name, text) in variables {
        // Names of one word that are not keys (OKRSEK_SHARED, OKRSEK_LANG …) belong to others.
        let Some(key) = name.strip_prefix("OKRSEK_").map(|rest| rest.to_lowercase().replace("__", "."))
        else {
            continue;
        };
        if key.contains('.') || layers.origins.contains_key(&key) {
            layers.text(&key, &text, &name)?;
        }
    }
    for (key, text) in flags {
        layers.text(key, text, &format!("--{}", key.rsplit('.').next().unwrap_or(key)))?;
    }
    let settings = Settings::deserialize(Value::Table(layers.values.clone()))
        .map_err(|cause| anyhow::anyhow!("settings: {}", cause.message()))?;
    Ok(Effective { settings, values: layers.values, origins: layers.origins })
}

struct Layers {
    values: Table,
    origins: BTreeMap<String, String>,
}

impl Layers {
    fn table(&mut self, table: Table, prefix: &str, origin: &str) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
            match value {
                Value::Table(inner) => self.table(inner, &key, origin),
                value => self.put(&key, value, origin),
            }
        }
    }

    /// A value written as text takes the kind of the default it replaces.
    fn text(&mut self, key: &str, text: &str, origin: &str) -> Result<()> {
        let value = match self.get(key) {
            Some(Value::Integer(_)) => Value::Integer(
                text.parse().with_context(|| format!("{origin}: '{text}' is not a whole number"))?,
            ),
            Some(Value::Array(_)) => Value::Array(
                text.split(',')
                    .map(str::trim)
                    .filter(|t| !t.is_empty())
                    .map(|t| Value::String(t.to_owned()))
                    .collect(),
            ),
            Some(_) => Value::String(text.to_owned()),
            None => bail!("{origin}: there is no setting '{key}'"),
        };
        self.put(key, value, origin);
        Ok(())
    }

    fn get(&self, key: &str) -> Option<&Value> {
        match key.split_once('.') {
            Some((table, name)) => self.values.get(table)?.get(name),
            None => self.values.get(key),
        }
    }

    fn put(&mut self, key: &str, value: Value, origin: &str) {
        self.origins.insert(key.to_owned(), origin.to_owned());
        match key.split_once('.') {
            Some((table, name)) => {
                let inner = self.values.entry(table).or_insert_with(|| Value::Table(Table::new()));
                if let Value::Table(inner) = inner {
                    inner.insert(name.to_owned(), value);
                }
            }
            None => {
                self.values.insert(key.to_owned(), value);
            }
        }
    }
}

impl Effective {
    /// Whether nobody has set this key.
    pub(crate) fn is_default(&self, key: &str) -> bool {
        self.origins.get(key).is_none_or(|origin| origin == "default")
    }
}

impl std::fmt::Display for Effective {
    /// One line a key, in the order of keys: `key = value   # where it came from`. Passwords, also the one in the
    /// database address, are not shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (key, origin) in &self.origins {
            let value = match key.split_once('.') {
                Some((table, name)) => self.values.get(table).and_then(|t| t.get(name)),
                None => self.values.get(key),
            };
            let Some(value) = value else { continue };
            let line = format!("{key} = {}", without_password(&without_secrets(key, value).to_string()));
            writeln!(f, "{line:<56} # {origin}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: Option<&str>, variables: &[(&str, &str)], flags: &[(&str, String)]) -> Result<Effective> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("okrsek.toml");
        if let Some(text) = file {
            std::fs::write(&path, text)?;
        }
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        effective(file.map(|_| path.as_path()), variables, flags)
    }

    #[test]
    fn later_layers_win_and_say_so() {
        let file = "listen = \"127.0.0.1:1\"\n[database]\nurl = \"sqlite://file.db\"\n";
        let variables = [
            ("OKRSEK_DATABASE__URL", "postgres://anna:secret@host/okrsek"),
            ("OKRSEK_WEB__API_PER_MINUTE", "7"),
            ("OKRSEK_MAIL__PASSWORD", "secret"),
        ];
        let effective = read(Some(file), &variables, &[("listen", "127.0.0.1:9".into())]).unwrap();
        assert_eq!(effective.settings.listen.port(), 9);
        assert_eq!(effective.settings.web.api_per_minute, 7);
        let shown = effective.to_string();
        assert!(shown.contains("# --listen") && shown.contains("# OKRSEK_DATABASE__URL"), "{shown}");
        assert!(!shown.contains("secret"), "{shown}");
    }

    #[test]
    fn a_provider_is_read_and_its_secret_is_not_shown() {
        let file = "[[access.providers]]\nname = 'caais'\nlabel = 'CAAIS'\nissuer = 'https://login.example'\n\
                    client_id = 'okrsek'\nclient_secret = 'very secret'\nhigh_acr = ['high']\n";
        let effective = read(Some(file), &[], &[]).unwrap();
        let access = effective.settings.access().unwrap();
        assert_eq!(access.providers.first().map(|it| it.client_secret.as_str()), Some("very secret"));
        for shown in [effective.to_string(), format!("{:?}", effective.settings), format!("{access:?}")] {
            assert!(!shown.contains("very secret"), "{shown}");
        }
        let misspelt = read(Some(&file.replace("client_id", "client_ID")), &[], &[]).unwrap_err();
        assert!(misspelt.to_string().contains("client_ID"), "{misspelt}");
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let from_file = read(Some("[web]\nbase_ulr = \"x\"\n"), &[], &[]).unwrap_err().to_string();
        assert!(from_file.contains("base_ulr"), "{from_file}");
        let from_variable = read(None, &[("OKRSEK_DATABASE__ULR", "x")], &[]).unwrap_err().to_string();
        assert!(from_variable.contains("database.ulr"), "{from_variable}");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused() {
        let error = read(None, &[("OKRSEK_WEB__API_PER_MINUTE", "many")], &[]).unwrap_err().to_string();
        assert!(error.contains("'many'"), "{error}");
    }
}
