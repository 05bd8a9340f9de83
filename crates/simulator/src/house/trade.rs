//! What is ordered and paid, and what is asked about subscriptions.

use actions::cloud::{self, NewSubscription};
use actions::purchases::{self, Order};
use actions::testing::scene;
use actions::{Answer, By, Visit};
use domain::order::Way;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Moment;

use super::Played;
use super::errands::{DONE, address};
use crate::story::{Errand, Outcome};

impl Played {
    pub(super) async fn trade(
        &mut self,
        at: Moment,
        who: &str,
        errand: &Errand,
    ) -> Answer<Outcome> {
        let visit = self.visit(at, who).await?;
        match errand {
            Errand::Order {
                contract,
                offer,
                way,
            } => self.place(&visit, who, (contract, offer, *way)).await,
            Errand::Pay(contract) => {
                let order = self.order(contract)?;
                purchases::mark_paid(&self.house, &visit, &order, "A story").await?;
                let shown = purchases::show_at_service_centre(&self.house, &visit, &order)
                    .await?
                    .page;
                let made = shown.purchase.contract.ok_or(Refusal::OrderState)?;
                self.contracts.insert(contract.clone(), made.key);
                self.left(at, contract, None).await
            }
            Errand::Refund(contract) => {
                let order = self.order(contract)?;
                purchases::refund(&self.house, &visit, &order, None).await?;
                Ok(DONE)
            }
            Errand::Subscribe {
                subscription,
                product,
                who,
            } => {
                self.visit(at, who).await?;
                let new = NewSubscription {
                    name: subscription.clone(),
                    product: product.clone(),
                    country: "SE".to_owned(),
                    organisation: None,
                    owner: address(who)?,
                };
                let key = cloud::create(&self.house, By::Visit(&visit), new).await?;
                let made = (key, product.clone());
                self.named.subscriptions.insert(subscription.clone(), made);
                Ok(DONE)
            }
            Errand::Give {
                who,
                role,
                subscription,
            } => {
                self.visit(at, who).await?;
                let (key, _) = self.subscription(subscription)?;
                let by = By::Visit(&visit);
                cloud::give(&self.house, by, &key, address(who)?, *role).await?;
                Ok(DONE)
            }
            Errand::Ask { .. } => self.ask(at, who, errand).await,
            _ => Err(Refusal::NotFound.into()),
        }
    }

    async fn place(
        &mut self,
        visit: &Visit,
        who: &str,
        (contract, offer, way): (&str, &str, Way),
    ) -> Answer<Outcome> {
        let order = Order {
            once: format!("story/{contract}"),
            offer: offer.to_owned(),
            version: 1,
            quantity: 1,
            location: None,
            region: "emea".to_owned(),
            reference: "PO 4711".to_owned(),
            way,
            draft: None,
        };
        let placed = purchases::place(&self.house, visit, order).await?;
        let placed = (placed, offer.to_owned());
        self.named.orders.insert(contract.to_owned(), placed);
        self.owners.insert(contract.to_owned(), who.to_owned());
        Ok(DONE)
    }

    /// A request about a subscription, and what is left on the contract that pays for it.
    async fn ask(&mut self, at: Moment, who: &str, errand: &Errand) -> Answer<Outcome> {
        let Errand::Ask {
            issue,
            subscription,
            contract,
        } = errand
        else {
            return Err(Refusal::NotFound.into());
        };
        let visit = self.visit(at, who).await?;
        let (key, product) = self.subscription(subscription)?;
        let catalog = self.house.catalog();
        let found = catalog.product(&product).ok_or(Refusal::NotFound)?;
        let mut kinds = found.problem_types.iter();
        let kind = kinds.find(|kind| kind.key.as_str() == issue.code());
        let category = kind.and_then(|kind| kind.categories.first());
        let paying = contract.as_deref().map(|name| self.contract(name));
        let mut answers = scene::answers("", Severity::C, &format!("Step {}", self.steps));
        answers.product = Some(product);
        answers.version = None;
        answers.problem_type = Some(issue.code().to_owned());
        answers.category = category.map(|category| category.key.to_string());
        answers.subscription = Some(key);
        answers.contract = paying.transpose()?;
        scene::submit(&self.house, &visit, answers).await?;
        match contract {
            Some(contract) => self.left(at, contract, None).await,
            None => Ok(DONE),
        }
    }

    pub(super) fn order(&self, contract: &str) -> Result<String, Refusal> {
        let order = self.named.orders.get(contract);
        Ok(order.ok_or(Refusal::NotFound)?.0.clone())
    }

    fn subscription(&self, name: &str) -> Result<(String, String), Refusal> {
        let found = self.named.subscriptions.get(name).cloned();
        found.ok_or(Refusal::NotFound)
    }
}
