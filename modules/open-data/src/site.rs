//! Absolute addresses of this installation. What others link to and harvest must be the same whoever asks, so an
//! installation that is published sets `web.base_url`; without it addresses are those that the asker used.

use axum::http::{HeaderMap, header};
use ground::Ground;

/// Where this installation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site(String);

impl Site {
    /// As the settings say, otherwise as the request came.
    pub(crate) fn of(ground: &Ground, headers: &HeaderMap) -> Site {
        let set = ground.web.settings().base_url.trim_end_matches('/');
        if set.is_empty() { Site::asked(headers) } else { Site(set.to_owned()) }
    }

    fn asked(headers: &HeaderMap) -> Site {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        // Anything else than a name or a number with a port is not repeated in what others read.
        let plain = |host: &&str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b));
        Site(format!("http://{}", host.filter(plain).unwrap_or("localhost")))
    }

    /// The absolute address of a path.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_host_is_repeated() {
        let check = |host: &str, expected: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            assert_eq!(Site::asked(&headers).href("/a"), expected);
        };
        check("okrsek.example:8080", "http://okrsek.example:8080/a");
        check("[::1]:80", "http://[::1]:80/a");
        check("a\"><script>", "http://localhost/a");
    }
}
