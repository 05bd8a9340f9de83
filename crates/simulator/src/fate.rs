//! What befalls a deed on its way into the books and back.

/// What goes wrong, as it stands behind the comma of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// `the commit fails`: nothing is kept, and the person is told that it did not work.
    CommitFails,
    /// `the answer is lost`: all is kept, and nobody hears of it.
    AnswerIsLost,
    /// `the house dies at statement N`: nothing is kept, and the house opens anew.
    DiesAt(u32),
    /// `the house dies afterwards`: all is kept, nobody hears of it, and the house opens anew.
    DiesAfter,
    /// `twice at once`: it comes a second time before the first is answered, and both get one answer.
    Twice,
}

impl Fate {
    /// The fate that `text` names.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "the commit fails" => Self::CommitFails,
            "the answer is lost" => Self::AnswerIsLost,
            "the house dies afterwards" => Self::DiesAfter,
            "twice at once" => Self::Twice,
            _ => {
                let statement = text.strip_prefix("the house dies at statement ")?;
                Self::DiesAt(statement.parse().ok()?)
            }
        })
    }
}

impl std::fmt::Display for Fate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::CommitFails => f.write_str("the commit fails"),
            Self::AnswerIsLost => f.write_str("the answer is lost"),
            Self::DiesAfter => f.write_str("the house dies afterwards"),
            Self::Twice => f.write_str("twice at once"),
            Self::DiesAt(statement) => write!(f, "the house dies at statement {statement}"),
        }
    }
}
