//! Saved questions.

use access::trail::{Entry, record};
use access::{Action, Kind};

use crate::tables::questions::{self, Kept};
use crate::{By, IndicatorError, Indicators, Question, QuestionFault, QuestionId, Refusal, Words};

impl Indicators {
    /// Saves a question under a title; the same question keeps the title it was first saved under. Right: create figures
    /// of the body.
    ///
    /// # Errors
    /// `Refused` when it cannot be asked; the database.
    pub async fn save_question(
        &self,
        by: By<'_>,
        question: &Question,
        title: &Words,
    ) -> Result<QuestionId, IndicatorError> {
        self.must(by, Action::Create, by.body())?;
        self.can_be_asked(question)?;
        let mut tx = self.store.begin().await?;
        let id = self.keep(&mut tx, by, question, title).await?;
        let detail = serde_json::json!({ "question": id.as_str() });
        let entry = Entry::of(Action::Create, Kind::Figures).detail(detail);
        record(&mut tx, self.access.clock().now(), &by.actor(), entry).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// A saved question with its title. Questions name no person and no protected thing; their figures are filtered when
    /// they are asked.
    ///
    /// # Errors
    /// The database.
    pub async fn question(&self, id: &QuestionId) -> Result<Option<(Question, Words)>, IndicatorError> {
        let kept = self.store.row(&questions::ONE, &[id.as_str().into()]).await?;
        kept.map(read).transpose()
    }

    /// Saved questions, oldest first.
    ///
    /// # Errors
    /// The database.
    pub async fn questions(&self, most: u16) -> Result<Vec<(Question, Words)>, IndicatorError> {
        self.store.rows(&questions::LIST, &[most.into()]).await?.into_iter().map(read).collect()
    }

    pub(crate) async fn keep(
        &self,
        tx: &mut store::Transaction,
        by: By<'_>,
        question: &Question,
        title: &Words,
    ) -> Result<QuestionId, IndicatorError> {
        let id = question.id();
        let row = [
            id.as_str().into(),
            question.to_json().into(),
            title.to_json().into(),
            self.access.clock().now().into(),
            by.person().into(),
        ];
        tx.execute(&questions::SAVE, &row).await?;
        Ok(id)
    }
}

fn read((question, title): Kept) -> Result<(Question, Words), IndicatorError> {
    let question = serde_json::from_str(&question);
    let question = question.map_err(|_| IndicatorError::from(Refusal::Question(QuestionFault::Unknown)))?;
    Ok((question, Words::from_json(&title)))
}
