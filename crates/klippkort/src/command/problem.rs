//! `problem …`: what everybody is told to be wrong.

use std::collections::BTreeMap;

use actions::known_problems::{self, KnownProblem, Told};
use actions::{By, House, Wording};
use clap::{Args, Subcommand};
use domain::limits;
use domain::time::Moment;
use serde_json::{Value, json};

use super::OPERATOR;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Debug, Subcommand)]
pub enum Problem {
    /// Tell everybody of a problem that is known
    Say(Say),
    /// List the problems, those that are open first
    List {
        /// The page of the list
        #[arg(long, default_value_t = 1)]
        page: i64,
    },
    /// Say that a problem is over
    End {
        /// Its key (t_…)
        problem: String,
    },
}

#[derive(Debug, Args)]
pub struct Say {
    /// The key of the product, where it concerns one alone
    #[arg(long)]
    product: Option<String>,
    /// What is wrong, in one line without a full stop
    #[arg(long, value_parser = title, value_name = "TITLE")]
    en: String,
    /// The same in Swedish
    #[arg(long, value_parser = title, value_name = "TITLE")]
    sv: String,
    /// What helps in the meantime
    #[arg(long, default_value = "", value_name = "TEXT")]
    text_en: String,
    /// The same in Swedish
    #[arg(long, default_value = "", value_name = "TEXT")]
    text_sv: String,
    /// Since when, such as 2026-11-24T11:00:00Z [default: now]
    #[arg(long, value_parser = Moment::parse)]
    began: Option<Moment>,
}

pub async fn run(settings: &Settings, command: Problem, output: Output) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let done = done(&house, command, output).await;
    house.close().await;
    done
}

async fn done(house: &House, command: Problem, output: Output) -> Result<(), Failure> {
    let at = nature::now();
    let by = By::House(OPERATOR, at);
    let key = match command {
        Problem::List { page } => {
            let listed = known_problems::list(house, by, page).await?.page;
            let said: Vec<Value> = listed.problems.iter().map(said).collect();
            output.say(&said, |_| lines(&listed.problems));
            return Ok(());
        }
        Problem::Say(say) => {
            let key = known_problems::mint(house);
            known_problems::say(house, by, key, say.told(at)).await?;
            key.to_string()
        }
        Problem::End { problem } => {
            known_problems::end(house, by, &problem).await?;
            problem
        }
    };
    output.say(&json!({ "problem": key }), |_| format!("Done: {key}."));
    Ok(())
}

impl Say {
    fn told(self, at: Moment) -> Told {
        let wording = |title, text| Wording { title, text };
        Told {
            product: self.product,
            words: BTreeMap::from([
                ("en".to_owned(), wording(self.en, self.text_en)),
                ("sv".to_owned(), wording(self.sv, self.text_sv)),
            ]),
            began: self.began.unwrap_or(at),
        }
    }
}

fn said(problem: &KnownProblem) -> Value {
    json!({
        "key": problem.key,
        "product": problem.told.product,
        "words": problem.told.words,
        "began": problem.told.began.to_string(),
        "updated": problem.updated.to_string(),
        "ended": problem.ended.map(|ended| ended.to_string()),
    })
}

fn lines(problems: &[KnownProblem]) -> String {
    if problems.is_empty() {
        return "Nothing is known to be wrong.".to_owned();
    }
    let line = |problem: &KnownProblem| {
        let state = problem
            .ended
            .map_or_else(|| "open".to_owned(), |ended| format!("ended {ended}"));
        let product = problem.told.product.as_deref().unwrap_or("all products");
        let (title, _) = problem.in_language("en");
        format!(
            "{}  {}  {product}  {title}  {state}",
            problem.key, problem.told.began
        )
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn title(typed: &str) -> Result<String, String> {
    let chars = typed.trim().chars().count();
    if (1..=limits::TITLE_CHARS_MAX).contains(&chars) {
        Ok(typed.trim().to_owned())
    } else {
        Err(format!(
            "a title has 1 to {} characters",
            limits::TITLE_CHARS_MAX
        ))
    }
}
