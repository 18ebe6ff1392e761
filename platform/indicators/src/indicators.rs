//! The face of this crate for a running process.

use std::sync::Arc;

use access::{Access, Action, Actor, Context, Decision, Kind, Resource, Subject};
use store::{Id, Store};

use crate::{Catalogue, IndicatorError};

/// Name of the counter in the database that rises with every change of a figure.
pub const REVISION: &str = "indicators";

/// Who asks for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: only figures of public sources.
    Public,
    /// The workplace: all figures. The caller's route asks for the right to read them.
    Staff,
}

/// Who does something to figures.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The program itself: a verb of the command line, a job, the demonstration, on behalf of a body.
    Program {
        /// The body that answers for what is made.
        body: Id,
    },
    /// Somebody acting for a body.
    Subject(&'a Subject),
}

impl<'a> From<&'a Subject> for By<'a> {
    fn from(subject: &'a Subject) -> By<'a> {
        By::Subject(subject)
    }
}

impl By<'_> {
    /// The body they act for.
    #[must_use]
    pub fn body(&self) -> Id {
        match self {
            By::Program { body } => *body,
            By::Subject(subject) => subject.body,
        }
    }

    /// The person; none for the program.
    pub(crate) fn person(&self) -> Option<Id> {
        match self {
            By::Program { .. } => None,
            By::Subject(subject) => Some(subject.person),
        }
    }

    pub(crate) fn actor(&self) -> Actor {
        match self {
            By::Program { .. } => Actor::program(),
            By::Subject(subject) => Actor::from(*subject),
        }
    }
}

/// Figures and claims of one process; cheap to clone. Keeps no figure in memory.
#[derive(Clone, Debug)]
pub struct Indicators {
    pub(crate) store: Store,
    pub(crate) access: Access,
    catalogue: Arc<Catalogue>,
}

impl Indicators {
    /// Figures kept in `store`, of the concepts of `catalogue`.
    #[must_use]
    pub fn new(store: Store, access: Access, catalogue: Catalogue) -> Indicators {
        Indicators { store, access, catalogue: Arc::new(catalogue) }
    }

    /// The same concepts over the figures of another database.
    #[must_use]
    pub fn elsewhere(&self, store: Store, access: Access) -> Indicators {
        Indicators { store, access, catalogue: self.catalogue.clone() }
    }

    /// Its concepts, lists, territories and breaks.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// How often any figure has changed: what was made of figures at this revision is still right.
    ///
    /// # Errors
    /// The database.
    pub async fn revision(&self) -> Result<i64, IndicatorError> {
        Ok(self.store.revision(REVISION).await?)
    }

    /// Asks for the right to figures or claims of a body. What one may not do looks like what does not exist.
    pub(crate) fn must(&self, by: By<'_>, action: Action, owner: Id) -> Result<(), IndicatorError> {
        let By::Subject(subject) = by else { return Ok(()) };
        let context = Context { now: self.access.clock().now() };
        match access::authorize(subject, action, &Resource::owned(Kind::Figures, owner), &context) {
            Decision::Allowed { .. } => Ok(()),
            Decision::StepUp | Decision::Denied => Err(IndicatorError::Missing("figures for this subject")),
        }
    }
}
