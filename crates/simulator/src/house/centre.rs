//! What the service centre does to contracts, and what is taken over from a file.

use std::convert::Infallible;

use actions::contracts::{self, Change, Changed, Verdict, Wish};
use actions::imports::{self, Choice};
use actions::{Answer, By, partners};
use bytes::Bytes;
use domain::ids::AccessId;
use domain::refusal::Refusal;
use domain::time::Moment;
use futures_util::stream;

use super::Played;
use super::errands::DONE;
use crate::story::{Errand, Outcome};

impl Played {
    pub(super) async fn serve(
        &mut self,
        at: Moment,
        who: &str,
        errand: &Errand,
    ) -> Answer<Outcome> {
        let officer = self.visit(at, who).await?;
        match errand {
            Errand::Foresee { contract, change } => {
                let (key, change) = (self.contract(contract)?, Change::Adjust(*change));
                let seen = contracts::foresee(&self.house, &officer, &key, change).await?;
                let contracts::Outcome::Balance(Some(before), Some(after)) = seen.page.outcome
                else {
                    return Err(Refusal::ContractState.into());
                };
                let second = if seen.page.needs_second {
                    ", by two"
                } else {
                    ""
                };
                Ok(Outcome::Says(format!("{before} to {after}{second}")))
            }
            Errand::Change { contract, change } => {
                let wish = Self::wish(at, Change::Adjust(*change));
                let key = self.contract(contract)?;
                match contracts::change(&self.house, &officer, &key, wish).await? {
                    Changed::Done => self.left(at, contract, None).await,
                    Changed::Asked(asked) => {
                        self.named.asked.insert(contract.clone(), asked);
                        Ok(Outcome::Says("waits for a second person".to_owned()))
                    }
                }
            }
            Errand::Agree(contract) => {
                let asked = self.named.asked.get(contract).cloned();
                let by = By::House("command:story", at);
                let key = self.contract(contract)?;
                let seen = contracts::with_key(&self.house, by, &key).await?.left;
                let verdict = Verdict {
                    approves: true,
                    words: String::new(),
                    seen,
                };
                let asked = asked.ok_or(Refusal::NotFound)?;
                contracts::decide(&self.house, &officer, &asked, verdict).await?;
                self.left(at, contract, None).await
            }
            Errand::Replace(contract) => {
                let wish = Self::wish(at, Change::Replace);
                let key = self.contract(contract)?;
                contracts::change(&self.house, &officer, &key, wish).await?;
                Ok(DONE)
            }
            Errand::SendIds { contract, who } => {
                let key = self.contract(contract)?;
                let nobody = "k_00000000000000000000000000".to_owned();
                let to = self.on_file(&officer, who).await.unwrap_or(nobody);
                let by = By::Visit(&officer);
                let sent = partners::resend(&self.house, by, (&key, &to), None).await?;
                Ok(Outcome::Says(format!("sent to {}", sent.masked)))
            }
            Errand::TakeOver { .. } => self.take_over(at, errand).await,
            _ => Err(Refusal::NotFound.into()),
        }
    }

    fn wish(at: Moment, change: Change) -> Wish {
        let units = match change {
            Change::Adjust(units) => units,
            _ => 0,
        };
        Wish {
            change,
            reason: "A story".to_owned(),
            once: format!("wish/{at}/{units}"),
        }
    }

    /// A file with one row, from the upload to what it makes.
    async fn take_over(&mut self, at: Moment, errand: &Errand) -> Answer<Outcome> {
        let Errand::TakeOver {
            pair: (access, secret),
            owner,
            left,
            contract,
        } = errand
        else {
            return Err(Refusal::NotFound.into());
        };
        self.visit(at, owner).await?;
        let by = By::House("command:story", at);
        let today = self.zone.date_of(at);
        let file = format!(
            "Access ID,Contract ID,Plan,Owner e-mail,Start date,Left\n\
             {access},{secret},partner-gold-20,{owner}@example.com,{today},{left}\n"
        );
        let name = (
            None,
            "contracts.csv".to_owned(),
            "Europe/Stockholm".to_owned(),
        );
        let chunks = stream::iter([Ok::<_, Infallible>(Bytes::from(file))]);
        let key = match imports::receive(&self.house, by, name, chunks).await {
            Ok(key) => key,
            Err(actions::files::Failed::Stopped(stopped)) => return Err(stopped),
            Err(other) => return Ok(Outcome::Broke(format!("{other:?}"))),
        };
        let choice = Choice {
            place: Some((self.zone.clone(), "SE".to_owned())),
            ..Choice::default()
        };
        imports::choose(&self.house, by, &key, choice).await?;
        imports::work(&self.house, &key, at).await?;
        imports::apply(&self.house, by, &key, false).await?;
        imports::work(&self.house, &key, at).await?;
        let access = AccessId::parse(access).map_err(|_| Refusal::NotFound)?;
        let made = contracts::with_access_id(&self.house, by, access)
            .await?
            .pop();
        let made = made.ok_or(Refusal::NotFound)?;
        self.contracts.insert(contract.clone(), made.key);
        self.owners.insert(contract.clone(), owner.clone());
        self.left(at, contract, None).await
    }
}
