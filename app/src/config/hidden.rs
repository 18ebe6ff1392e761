//! What `okrsek config` does not show.

use toml::Value;

/// The value without what nobody should read over a shoulder, however deep it lies.
pub(super) fn without_secrets(key: &str, value: &Value) -> Value {
    let secret = key.ends_with("password") || key.ends_with("secret");
    match value {
        Value::String(text) if secret && !text.is_empty() => Value::String("•••".to_owned()),
        Value::Array(items) => Value::Array(items.iter().map(|item| without_secrets(key, item)).collect()),
        Value::Table(table) => Value::Table(
            table.iter().map(|(key, value)| (key.clone(), without_secrets(key, value))).collect(),
        ),
        other => other.clone(),
    }
}

/// `postgres://user:secret@host` → `postgres://user:•••@host`.
pub(super) fn without_password(text: &str) -> String {
    let hidden = || {
        let (scheme, rest) = text.split_once("://")?;
        let (login, host) = rest.rsplit_once('@')?;
        let (user, _) = login.split_once(':')?;
        Some(format!("{scheme}://{user}:•••@{host}"))
    };
    hidden().unwrap_or_else(|| text.to_owned())
}
