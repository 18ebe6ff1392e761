//! Telling people: a notice in their inbox and a letter in the outbox, both in the transaction of the act. Neither says
//! anything of what the case is about: number, type, link.

use std::collections::BTreeSet;

use mail::{Letter, Outbox};
use store::{Id, Value};

use crate::act::Act;
use crate::tables::notices;
use crate::tables::people::Recipient;
use crate::{CaseError, Letterhead, Notice};

impl Act<'_> {
    /// Tells people, each once, and never the person who acts.
    pub(crate) async fn tell(&mut self, kind: &str, recipients: Vec<Recipient>) -> Result<(), CaseError> {
        if self.work.quiet {
            return Ok(());
        }
        let mut told = BTreeSet::from([self.who.person]);
        let outbox = Outbox::new(self.work.store.clone(), self.work.access.clock().clone());
        for recipient in recipients {
            if !told.insert(recipient.person) {
                continue;
            }
            let notice = Notice {
                id: self.work.store.new_id(),
                kind: kind.to_owned(),
                case: self.case.id,
                number: self.case.number.clone(),
                case_kind: self.case.kind.clone(),
                at: self.now,
                seen: false,
            };
            self.keep(&notice, recipient.person, recipient.body).await?;
            self.write(&outbox, &notice, &recipient).await?;
        }
        Ok(())
    }

    async fn keep(&mut self, notice: &Notice, person: Id, body: Id) -> Result<(), CaseError> {
        let row: [Value; 7] = [
            notice.id.into(),
            person.into(),
            body.into(),
            notice.case.into(),
            (&notice.kind).into(),
            "{}".into(),
            notice.at.into(),
        ];
        self.tx.execute(&notices::ADD, &row).await?;
        Ok(())
    }

    async fn write(&mut self, outbox: &Outbox, notice: &Notice, to: &Recipient) -> Result<(), CaseError> {
        let path = format!("/staff/pripady/{}", notice.case);
        let kind = self.kind.name.in_language(&to.language);
        let head = Letterhead { language: &to.language, kind, path: &path };
        let (subject, text) = (self.work.letter)(notice, &head);
        let letter = Letter::new(&to.email, &subject, &text)
            .and_then(|letter| letter.in_thread(&format!("case-{}", notice.case)));
        match letter {
            Ok(letter) => drop(outbox.put(&mut self.tx, &letter).await?),
            // A person without an address finds the notice in their inbox.
            Err(fault) => tracing::debug!(person = %to.person, %fault, "no letter about a notice"),
        }
        Ok(())
    }
}
