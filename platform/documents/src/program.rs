//! Running the program `typesetter`: a child process that gets the report on its standard input and gives the PDF on
//! its standard output. No shell, no arguments, no environment, no files.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::{Fault, Report};

/// Name of the program beside `okrsek` and on the path.
const PROGRAM: &str = "typesetter";
/// How long one report may take; ten thousand rows take a fraction of it.
const LIMIT: Duration = Duration::from_secs(60);
/// Largest PDF that is taken.
const MOST_PDF: u64 = 64 << 20;
/// As much of what the program says as is kept.
const MOST_WORDS: u64 = 16 << 10;
/// How many run at once; each may use all cores.
const AT_ONCE: usize = 2;

/// The settings `[documents]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Path of the program; empty: it is looked for beside `okrsek` and on the path.
    pub typesetter: String,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The report has flaws; nothing was started.
    #[error("the report cannot be set: {}", said(.0))]
    Faults(Vec<Fault>),
    /// The program cannot be started.
    #[error("{program} cannot be started: {cause}")]
    NotStarted {
        /// Path of the program.
        program: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The program refused the report.
    #[error("the typesetter refused the report: {0}")]
    Refused(String),
    /// It took too long and was ended.
    #[error("the typesetter did not finish in {} s", .0.as_secs())]
    TooLong(Duration),
    /// It died, or what it gave is no PDF.
    #[error("the typesetter failed: {0}")]
    Failed(String),
}

fn said(faults: &[Fault]) -> String {
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; ")
}

/// The program, found. Cheap to clone; all clones share the limit of how many run at once.
#[derive(Clone, Debug)]
pub struct Typesetter {
    program: PathBuf,
    limit: Duration,
    turns: Arc<Semaphore>,
}

impl Typesetter {
    /// Looks for the program: where the settings say, or beside the running one, or on the path. `None` when it is not
    /// there; then offer [`Report::to_html`].
    #[must_use]
    pub fn find(settings: &Settings) -> Option<Typesetter> {
        let program = if settings.typesetter.is_empty() {
            let beside = std::env::current_exe().ok().and_then(|own| Some(own.parent()?.to_owned()));
            let path = std::env::var_os("PATH").unwrap_or_default();
            let folders = beside.into_iter().chain(std::env::split_paths(&path));
            // A relative folder on the path would mean another program in every working folder.
            folders
                .filter(|folder| folder.is_absolute())
                .map(|folder| folder.join(PROGRAM))
                .find(|it| runs(it))?
        } else {
            std::path::absolute(&settings.typesetter).ok().filter(|it| runs(it))?
        };
        Some(Typesetter { program, limit: LIMIT, turns: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// The same program with another limit of time.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Typesetter {
        self.limit = limit;
        self
    }

    /// Where the program is.
    #[must_use]
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Sets the report: tagged PDF (PDF/UA-1 and PDF/A-2a). When the future is dropped, the program is ended.
    ///
    /// # Errors
    /// [`NotSet`]; nothing is left behind.
    pub async fn pdf(&self, report: &Report) -> Result<Vec<u8>, NotSet> {
        let faults = report.check();
        if !faults.is_empty() {
            return Err(NotSet::Faults(faults));
        }
        // The semaphore is never closed; were it, running unlimited is better than not at all.
        let _turn = self.turns.acquire().await.ok();
        let run = self.run(report.to_json().into_bytes());
        tokio::time::timeout(self.limit, run).await.unwrap_or(Err(NotSet::TooLong(self.limit)))
    }

    async fn run(&self, report: Vec<u8>) -> Result<Vec<u8>, NotSet> {
        let mut child = self.start()?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let give = async {
            if let Some(mut stdin) = stdin {
                // A program that refuses early stops reading; its reason is on its standard error.
                let _ = stdin.write_all(&report).await;
            }
        };
        let ((), pdf, words) = tokio::join!(give, all(stdout, MOST_PDF), all(stderr, MOST_WORDS));
        let status = child.wait().await.map_err(|cause| NotSet::Failed(cause.to_string()))?;
        let words = one_line(&words);
        match status.code() {
            Some(0) if pdf.starts_with(b"%PDF-") && pdf.len() as u64 <= MOST_PDF => Ok(pdf),
            Some(0) => Err(NotSet::Failed(format!("{} bytes that are no PDF", pdf.len()))),
            Some(1) => Err(NotSet::Refused(words)),
            _ => Err(NotSet::Failed(format!("{status}: {words}"))),
        }
    }

    fn start(&self) -> Result<Child, NotSet> {
        Command::new(&self.program)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|cause| NotSet::NotStarted { program: self.program.clone(), cause })
    }
}

/// Reads to the end but keeps no more than one byte above the limit, so that the child never waits for its reader.
async fn all(from: Option<impl AsyncRead + Unpin>, most: u64) -> Vec<u8> {
    let mut kept = Vec::new();
    if let Some(mut from) = from {
        // An error of the pipe ends it; the exit code tells the rest.
        let _ = (&mut from).take(most + 1).read_to_end(&mut kept).await;
        let _ = tokio::io::copy(&mut from, &mut tokio::io::sink()).await;
    }
    kept
}

fn one_line(words: &[u8]) -> String {
    let text = String::from_utf8_lossy(words);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" · ").chars().map(|c| if c.is_control() { ' ' } else { c }).take(2000).collect()
}

#[cfg(unix)]
fn runs(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(path: &Path) -> bool {
    path.is_file()
}
