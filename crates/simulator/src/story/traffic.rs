//! What reaches the house from outside and what runs in it by itself: money, letters, files, the operator's jobs.

#[expect(
    missing_docs,
    reason = "each variant shows its form, which names the fields"
)]
/// Payments and files go by the names the story gives them; an order by that of the contract that it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Traffic {
    /// `hears that PAYMENT pays for CONTRACT`, or `hears that PAYMENT pays half of CONTRACT`: as the provider tells it.
    Hear {
        payment: String,
        contract: String,
        half: bool,
    },
    /// `returns what is odd about CONTRACT`.
    Return(String),
    /// `sends money back`, or `cannot send money back`.
    SendBack { works: bool },
    /// `posts letters to a server that SERVER`.
    Post(Server),
    /// `uploads FILE for INCIDENT`, or `uploads a huge FILE for INCIDENT`: it is put aside for the next message.
    Upload {
        file: String,
        incident: String,
        huge: bool,
    },
    /// `sends FILE to INCIDENT`: a reply with it.
    Send { file: String, incident: String },
    /// `removes FILE`.
    Remove(String),
    /// `downloads FILE`.
    Fetch(String),
    /// `reads INCIDENT`.
    Read(String),
    /// `seals the day`.
    Seal,
    /// `sweeps the files`.
    Sweep,
}

/// What a mail server does with the letters that it is handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// `takes them`.
    Takes,
    /// `fails`: it may take them later.
    Fails,
    /// `lies`: it takes them, and says that it may later.
    Lies,
    /// `refuses`: it never will.
    Refuses,
}

impl Server {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Takes, Self::Fails, Self::Lies, Self::Refuses];

    /// The words that a story has for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Takes => "takes them",
            Self::Fails => "fails",
            Self::Lies => "lies",
            Self::Refuses => "refuses",
        }
    }
}

/// The traffic that `words` are.
pub(super) fn traffic(words: &[&str]) -> Option<Traffic> {
    let owned = |word: &str| word.to_owned();
    Some(match *words {
        ["hears", "that", payment, "pays", "half", "of", contract] => Traffic::Hear {
            payment: owned(payment),
            contract: owned(contract),
            half: true,
        },
        ["hears", "that", payment, "pays", "for", contract] => Traffic::Hear {
            payment: owned(payment),
            contract: owned(contract),
            half: false,
        },
        ["returns", "what", "is", "odd", "about", contract] => Traffic::Return(owned(contract)),
        ["sends", "money", "back"] => Traffic::SendBack { works: true },
        ["cannot", "send", "money", "back"] => Traffic::SendBack { works: false },
        [
            "posts",
            "letters",
            "to",
            "a",
            "server",
            "that",
            ref does @ ..,
        ] => {
            let does = does.join(" ");
            Traffic::Post(Server::ALL.into_iter().find(|one| one.words() == does)?)
        }
        ["uploads", "a", "huge", file, "for", incident] => Traffic::Upload {
            file: owned(file),
            incident: owned(incident),
            huge: true,
        },
        ["uploads", file, "for", incident] => Traffic::Upload {
            file: owned(file),
            incident: owned(incident),
            huge: false,
        },
        ["sends", file, "to", incident] => Traffic::Send {
            file: owned(file),
            incident: owned(incident),
        },
        ["removes", file] => Traffic::Remove(owned(file)),
        ["downloads", file] => Traffic::Fetch(owned(file)),
        ["reads", incident] => Traffic::Read(owned(incident)),
        ["seals", "the", "day"] => Traffic::Seal,
        ["sweeps", "the", "files"] => Traffic::Sweep,
        _ => return None,
    })
}
