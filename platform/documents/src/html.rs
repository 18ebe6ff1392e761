//! The page to print: HTML that reads well on a screen, prints well on paper, and is understood by who listens to it.
//!
//! It works under the policy of the web floor (nothing inline, nothing from elsewhere) when its stylesheet is linked,
//! and as a file of its own when the stylesheet is put into it.

mod tables;

use askama::Template;

use crate::typography::bound;
use crate::{
    Block, Fault, Figure, Flaw, Language, List, Notice, NoticeKind, Report, Run, Text, Words, clean_svg,
};

/// The stylesheet of the page, for screen and paper, and the one for charts.
const STYLES: &str = concat!(
    include_str!("../../../assets/src/styles/report.css"),
    include_str!("../../../assets/src/styles/report-charts.css")
);

/// Where the page has its looks from.
#[derive(Clone, Copy, Debug)]
pub enum Styles<'a> {
    /// From these stylesheets, such as `web::assets::href("report.css")` and the accent of the city.
    Linked(&'a [&'a str]),
    /// From itself: for a file that is saved or sent. A page of ours must not do so, the policy forbids it.
    Embedded,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum NotDrawn {
    /// The report has flaws.
    #[error("the report cannot be drawn: {}", .0.iter().map(Fault::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
    /// The template failed.
    #[error("the page of the report: {0}")]
    Template(#[from] askama::Error),
}

impl Report {
    /// The report as a page to print.
    ///
    /// # Errors
    /// [`NotDrawn::Faults`] for a report with flaws.
    pub fn to_html(&self, styles: Styles) -> Result<String, NotDrawn> {
        let faults = self.check();
        if !faults.is_empty() {
            return Err(NotDrawn::Faults(faults));
        }
        let mut pen = Pen { language: self.language, words: Words::of(self.language), figures: 0, tables: 0 };
        let parts: Result<Vec<Part>, Flaw> = self.blocks.iter().map(|block| pen.part(block)).collect();
        let parts =
            parts.map_err(|flaw| NotDrawn::Faults(vec![Fault { place: "blocks".to_owned(), flaw }]))?;
        let (links, embedded) = match styles {
            Styles::Linked(links) => (links, None),
            Styles::Embedded => (&[][..], Some(STYLES)),
        };
        let page = Page {
            lang: self.language.tag(),
            title: pen.bound(&self.title),
            issuer: &self.issuer,
            day: self.date.to_string(),
            date: pen.bound(&pen.words.date(self.date)),
            keywords: self.keywords.join(", "),
            subtitle: self.subtitle.as_deref().map(|text| pen.bound(text)),
            reference: self.reference.as_deref().map(|text| pen.bound(text)),
            invented: self.invented.then(|| pen.words.say("report-invented")),
            links,
            embedded,
            parts,
        };
        Ok(page.render()?)
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    lang: &'static str,
    title: String,
    issuer: &'a str,
    day: String,
    date: String,
    keywords: String,
    subtitle: Option<String>,
    reference: Option<String>,
    invented: Option<String>,
    links: &'a [&'a str],
    embedded: Option<&'static str>,
    parts: Vec<Part>,
}

/// A piece of a text, its lines bound.
struct Piece {
    strong: bool,
    emphasis: bool,
    words: String,
}

type Runs = Vec<Piece>;

enum Part {
    Heading(u8, String),
    Paragraph(Runs),
    List(bool, Vec<Runs>),
    Notice(&'static str, String, Vec<Runs>),
    Figure(Box<Drawn>),
    Table(Box<tables::Tabled>),
    PageBreak,
}

struct Drawn {
    id: String,
    number: String,
    title: String,
    svg: String,
    caption: Option<Runs>,
    source: Option<String>,
}

struct Pen {
    language: Language,
    words: Words,
    figures: usize,
    tables: usize,
}

impl Pen {
    fn part(&mut self, block: &Block) -> Result<Part, Flaw> {
        Ok(match block {
            // The title is the first heading of the page.
            Block::Heading { level, text } => Part::Heading(level.saturating_add(1), self.bound(text)),
            Block::Paragraph(text) => Part::Paragraph(self.runs(text)),
            Block::List(List { ordered, items }) => Part::List(*ordered, self.all(items)),
            Block::Notice(notice) => self.notice(notice),
            Block::Figure(figure) => Part::Figure(Box::new(self.figure(figure)?)),
            Block::Table(table) => Part::Table(Box::new(self.table(table))),
            Block::PageBreak => Part::PageBreak,
        })
    }

    fn notice(&self, notice: &Notice) -> Part {
        let (class, word) = match notice.kind {
            NoticeKind::Note => ("report-notice--note", "report-note"),
            NoticeKind::Warning => ("report-notice--warning", "report-warning"),
        };
        let title = notice.title.as_deref().map_or_else(|| self.words.say(word), |title| self.bound(title));
        Part::Notice(class, title, self.all(&notice.text))
    }

    fn figure(&mut self, figure: &Figure) -> Result<Drawn, Flaw> {
        self.figures += 1;
        let number = self.figures.to_string();
        Ok(Drawn {
            id: format!("figure-{number}"),
            svg: clean_svg(&figure.svg, &format!("f{number}-"), &figure.alternative)?.plain(),
            number: self.words.with("report-figure", "number", &number),
            title: self.bound(&figure.title),
            caption: figure.caption.as_ref().map(|text| self.runs(text)),
            source: figure.source.as_deref().map(|source| self.source(source)),
        })
    }

    fn source(&self, source: &str) -> String {
        self.bound(&self.words.with("report-source", "source", source))
    }

    fn bound(&self, text: &str) -> String {
        bound(text, self.language)
    }

    fn all(&self, texts: &[Text]) -> Vec<Runs> {
        texts.iter().map(|text| self.runs(text)).collect()
    }

    fn plain(&self, words: &str) -> Runs {
        vec![Piece { strong: false, emphasis: false, words: self.bound(words) }]
    }

    fn runs(&self, text: &Text) -> Runs {
        let piece = |run: &Run| Piece {
            strong: matches!(run, Run::Strong(_)),
            emphasis: matches!(run, Run::Emphasis(_)),
            words: self.bound(run.words()),
        };
        text.runs().iter().map(piece).collect()
    }
}
