//! The whole wizard as a browser without scripts walks it: each page is opened, filled in and sent, and the next is
//! where that leads.

use actions::testing::estate;
use anyhow::ensure;

use crate::beside::contract_of;
use crate::browser::{Browser, Browsers, Page};

/// The steps between the product and the last check, with what is typed on their pages; `{contract}` is the contract
/// that pays.
const STEPS: [(&str, &str); 9] = [
    ("version", "product_version=2025"),
    ("use", "usage=work&which=it_professional&production=yes"),
    ("problem", "problem_type=identity&title=Replication+stops"),
    ("category", "category=replication"),
    ("self-help", ""),
    ("contract", "contract={contract}"),
    (
        "contact",
        "name=Kim&email=kim@example.com&preferred=email&language=en&zone=Europe/Stockholm",
    ),
    (
        "description",
        "title=Replication+stops&description=It+stops+at+the+logo.&severity=B&handling=business_hours",
    ),
    ("check", "agreement=yes"),
];

/// What pages carry in hidden fields.
const HIDDEN: [&str; 4] = ["csrf", "version", "form_key", "agreement_version"];

/// Walks it from the first page to the receipt, with a contract of the owner's.
pub async fn walk(browsers: &Browsers, number: u64, contracts: u64) -> anyhow::Result<()> {
    let contract = contract_of(number, contracts);
    let cookie = estate::cookie(contract / estate::CONTRACTS_EACH);
    let mut browser = browsers.take(&cookie).await?;
    let product = "product=windows-server";
    let mut next = fill(&mut browser, "/requests/new", product).await?;
    let contract = estate::contract_key(contract);
    for (step, typed) in STEPS {
        ensure!(next.ends_with(&format!("/{step}")), "{next} is not {step}");
        let typed = typed.replace("{contract}", &contract);
        next = fill(&mut browser, &next, &typed).await?;
    }
    let receipt = browser.get(&next).await?;
    ensure!(receipt.status == 200, "{next}: {}", receipt.status);
    browsers.give(browser);
    Ok(())
}

/// Opens a page and sends its form; where that leads.
async fn fill(browser: &mut Browser, path: &str, typed: &str) -> anyhow::Result<String> {
    let opened = browser.get(path).await?;
    ensure!(opened.status == 200, "{path}: {}", opened.status);
    let sent = browser.post(path, &form(&opened, typed)).await?;
    ensure!(sent.status == 303, "{path}: {} {}", sent.status, sent.body);
    Ok(sent.location)
}

/// The form of a page, filled in.
fn form(page: &Page, typed: &str) -> String {
    let hidden = HIDDEN.iter().map(|name| (name, page.value(name)));
    let hidden = hidden.filter(|(_, value)| !value.is_empty());
    let mut fields: Vec<String> = hidden
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    fields.push(typed.to_owned());
    fields.join("&")
}
