//! What befalls a deed in a house: commits that fail, answers that get lost, a process that dies.

use actions::{Answer, Stopped, testing};
use domain::time::Moment;
use store::testing::{Trick, World};
use store::{Fault, Store};

use super::Played;
use crate::story::{Deed, Fate, Outcome, Row, Traffic};

impl Played {
    /// Lets what is due befall the next transaction.
    pub(super) fn spring(&mut self) {
        if let Some(trick) = self.due.take() {
            self.world.tuning.sabotage.play(trick);
        }
    }

    /// Sets what befalls a deed in its way: behind the sign-in, and behind the steps of the wizard before the last.
    pub(super) async fn lie_in_wait(&mut self, at: Moment, who: &str, deed: &Deed) -> Answer<()> {
        let later = matches!(
            deed,
            Deed::Submit { .. }
                | Deed::Traffic(
                    Traffic::Post(_) | Traffic::SendBack { .. } | Traffic::Upload { .. }
                )
        );
        if self.due.is_none() || later {
            return Ok(());
        }
        if !matches!(who, "desk" | "jobs" | "bank") {
            self.visit(at, who).await?;
        }
        self.spring();
        Ok(())
    }

    /// Opens the house anew over what is on the disk, as after its process has died.
    async fn reopen(&mut self) {
        self.openings += 1;
        self.house.close().await;
        let World {
            settings, tuning, ..
        } = &self.world;
        let store = Store::open_tuned(settings, tuning).expect("the database opens anew");
        self.house = testing::reopened(&store, self.bytes.clone(), self.openings).await;
        self.world.store = store;
    }

    /// Plays a row that something befalls: the answer is lost, unless the house refused before.
    pub(super) async fn befall(&mut self, row: &Row, fate: Fate) -> Outcome {
        let trick = match fate {
            Fate::CommitFails => Some(Trick::CommitFails),
            Fate::AnswerIsLost => Some(Trick::AnswerIsLost),
            Fate::DiesAt(statement) => Some(Trick::DiesAt(statement)),
            Fate::DiesAfter | Fate::Twice => None,
        };
        self.due = trick;
        self.unheard = fate == Fate::AnswerIsLost;
        self.twice = fate == Fate::Twice;
        let outcome = self.outcome(row).await;
        (self.unheard, self.twice) = (false, false);
        // What was only read meets no trick, and its answer is an honest one.
        let met = self.due.take().or(self.world.tuning.sabotage.calm()) != trick;
        if matches!(fate, Fate::DiesAt(_) | Fate::DiesAfter) {
            self.reopen().await;
        }
        match (fate, outcome) {
            (Fate::Twice, outcome) => outcome,
            (Fate::CommitFails, refused @ Outcome::Refused(_)) => refused,
            (Fate::CommitFails, done @ Outcome::Done { .. }) if !met => done,
            (Fate::CommitFails | Fate::DiesAt(_), Outcome::Done { .. }) if met => {
                Outcome::Broke("it was answered and cannot have been kept".to_owned())
            }
            (Fate::DiesAfter, broken @ Outcome::Broke(_)) => broken,
            _ => Outcome::Lost,
        }
    }

    /// Does `deed`, or lets it come twice before the first is answered: then both must get the same answer.
    pub(super) async fn once_or_twice<T: PartialEq + std::fmt::Debug, F>(
        &self,
        deed: impl Fn() -> F,
    ) -> Answer<T>
    where
        F: Future<Output = Answer<T>>,
    {
        if !self.twice {
            return deed().await;
        }
        let (first, second) = tokio::join!(deed(), deed());
        let same = match (&first, &second) {
            (Ok(first), Ok(second)) => first == second,
            (Err(Stopped::Refused(first)), Err(Stopped::Refused(second))) => first == second,
            (Err(Stopped::Broke(_)), _) => true,
            _ => false,
        };
        if same {
            return first;
        }
        let differing = format!("two at once were answered {first:?} and {second:?}");
        Err(Stopped::Broke(Fault::other(differing)))
    }
}
