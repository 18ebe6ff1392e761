//! A real mail server on this machine: `tests/lib/smtp-server.mjs`, started by node.
//!
//! Without node or its packages the tests are skipped aloud, or fail under `OKRSEK_REQUIRE_SMTP=1`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use mail::{Smtp, Tls};

pub(crate) struct PostOffice {
    child: Child,
    port: u16,
    lines: Receiver<String>,
}

#[derive(Debug, serde::Deserialize)]
pub(crate) struct Received {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Headers and body as they came over the wire.
    pub(crate) raw: String,
}

impl PostOffice {
    /// One that takes letters from everybody.
    pub(crate) fn open() -> Option<PostOffice> {
        PostOffice::open_with(&[])
    }

    /// One with words of its own, such as `--user NAME:PASSWORD`.
    pub(crate) fn open_with(words: &[&str]) -> Option<PostOffice> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
        let there = tests.join("node_modules/smtp-server").exists();
        let child = there.then(|| start(tests.join("lib/smtp-server.mjs"), words)).flatten();
        let Some(mut child) = child else {
            let required = std::env::var("OKRSEK_REQUIRE_SMTP").is_ok_and(|v| v == "1");
            assert!(!required, "OKRSEK_REQUIRE_SMTP=1, but node or tests/node_modules is missing");
            eprintln!("SKIPPED: a test that needs a mail server (node, and `npm ci` in tests)");
            return None;
        };
        let (put, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| put.send(line)));
        let first = lines.recv_timeout(Duration::from_secs(30)).expect("the mail server starts");
        let port = first.strip_prefix("listening ").expect("its port").parse().unwrap();
        Some(PostOffice { child, port, lines })
    }

    /// How to reach it.
    pub(crate) fn settings(&self) -> Smtp {
        Smtp {
            host: "127.0.0.1".into(),
            port: self.port,
            tls: Tls::None,
            authority: String::new(),
            user: String::new(),
            password: String::new(),
            from: "Okrsek <okrsek@mesto.example>".into(),
            hello: "okrsek.mesto.example".into(),
        }
    }

    /// Everything that has arrived since the last look. What the sender was told "taken" for is already here or on its way.
    pub(crate) fn received(&self, expected: usize) -> Vec<Received> {
        let mut all = Vec::new();
        let patience = |have: usize| Duration::from_millis(if have < expected { 10_000 } else { 200 });
        while let Ok(line) = self.lines.recv_timeout(patience(all.len())) {
            all.push(serde_json::from_str(&line).unwrap());
        }
        all
    }
}

impl Drop for PostOffice {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn start(script: PathBuf, words: &[&str]) -> Option<Child> {
    Command::new("node").arg(script).args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()
}
