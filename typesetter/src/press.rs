//! Typst with everything it needs built in: the template, the typefaces, and a report as values.

use documents::Report;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::sheet;

const TEMPLATE: &str = include_str!("../templates/report.typ");
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/Roboto-Regular.ttf"),
    include_bytes!("../fonts/Roboto-Italic.ttf"),
    include_bytes!("../fonts/Roboto-Medium.ttf"),
    include_bytes!("../fonts/Roboto-MediumItalic.ttf"),
];

/// Sets the report, which was checked.
///
/// # Errors
/// What Typst says, one line each.
pub(crate) fn pdf(report: &Report) -> Result<Vec<u8>, String> {
    let fonts: Vec<Font> = FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
    readable(report, &fonts)?;
    let press = Press::new(sheet::of(report)?, fonts)?;
    let document: PagedDocument = typst::compile(&press).output.map_err(|errors| said(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]);
    let options = PdfOptions {
        // The same report has the same identity, another edition another one.
        ident: Smart::Custom(format!("{}\n{}\n{}", report.issuer, report.title, report.date)),
        creator: Smart::Custom(Some(format!("Okrsek typesetter {}", env!("CARGO_PKG_VERSION")))),
        standards: standards.map_err(|error| error.message().to_string())?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors))
}

/// The first character that no typeface has, with its place: a box on paper would hide what was meant.
fn readable(report: &Report, fonts: &[Font]) -> Result<(), String> {
    let known =
        |c: char| c.is_whitespace() || fonts.iter().any(|font| font.info().coverage.contains(c as u32));
    match sheet::texts(report)
        .into_iter()
        .find_map(|(place, text)| Some((place, text.chars().find(|c| !known(*c))?)))
    {
        Some((place, c)) => Err(format!("{place}: no typeface has the character U+{:04X}", c as u32)),
        None => Ok(()),
    }
}

fn said(errors: &[SourceDiagnostic]) -> String {
    let line = |error: &SourceDiagnostic| {
        let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", error.message, hints.collect::<String>())
    };
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

impl Press {
    fn new(inputs: Dict, fonts: Vec<Font>) -> Result<Press, String> {
        let path = VirtualPath::new("report.typ").map_err(|error| error.to_string())?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        // Headers of rows are still counted among the extras.
        let features = Features::from_iter([Feature::A11yExtras]);
        Ok(Press {
            library: LazyHash::new(Library::builder().with_inputs(inputs).with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(id, TEMPLATE.to_owned()),
        })
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// There is no today: the report knows its day.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
