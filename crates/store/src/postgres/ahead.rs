//! What is said without waiting for the answer.

use futures_util::future::try_join_all;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};

use crate::Value;
use crate::value::Owned;

/// What is said without waiting for the answer.
pub enum Ahead {
    Command(&'static str),
    /// A statement, with its parameters for each time that it runs.
    Statement(Statement, Vec<Vec<Owned>>),
}

impl Ahead {
    /// Says it, and waits for the answers.
    pub async fn say(&self, client: &Client) -> Result<(), tokio_postgres::Error> {
        match self {
            Self::Command(text) => client.batch_execute(text).await,
            Self::Statement(statement, rows) => {
                let values = rows
                    .iter()
                    .map(|row| row.iter().map(Owned::value).collect());
                let values: Vec<Vec<Value<'_>>> = values.collect();
                let bound: Vec<_> = values.iter().map(|row| bind(row)).collect();
                let said = bound.iter().map(|row| client.execute(statement, row));
                try_join_all(said).await.map(|_| ())
            }
        }
    }
}

/// The parameters as the client takes them.
pub fn bind<'a>(params: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}
