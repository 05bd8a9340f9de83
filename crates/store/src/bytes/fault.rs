//! What can go wrong with bytes, and how a disk's or a bucket's errors are sorted into it.

use std::io::{Error, ErrorKind};
use std::sync::Arc;

use crate::fault::Source;

/// The bytes could not be stored or fetched.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ByteFault {
    /// No space is left, or a quota is used up. Nothing was stored (507).
    #[error("no space is left for files")]
    Full,
    /// There is nothing under this key.
    #[error("there is no such file")]
    Missing,
    /// More came than was allowed (413).
    #[error("more than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// The upload ends elsewhere than where it was to go on (409).
    #[error("the upload ends at {end}")]
    WrongOffset {
        /// In bytes.
        end: u64,
    },
    /// Another request is adding to this upload (423).
    #[error("the upload is being added to")]
    Busy,
    /// What is stored is not what was stored: never to be served.
    #[error("the file is damaged")]
    Damaged,
    /// The stream that brought the bytes broke.
    #[error("the upload was interrupted")]
    Interrupted(#[source] Source),
    /// The key is not one that this program makes.
    #[error("this cannot be the key of a file")]
    BadKey,
    /// The folder or the bucket cannot be reached (503, Retry-After).
    #[error("the place for files is unavailable")]
    Unavailable(#[source] Source),
}

impl From<Error> for ByteFault {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::NotFound => Self::Missing,
            _ => Self::Unavailable(Arc::new(error)),
        }
    }
}

impl From<object_store::Error> for ByteFault {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Unavailable(Arc::new(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ByteFault, Error, ErrorKind};

    #[test]
    fn a_full_disk_is_told_from_a_broken_one() {
        let no_space = Error::from_raw_os_error(28);
        assert!(matches!(no_space.into(), ByteFault::Full));
        assert!(matches!(
            Error::from(ErrorKind::QuotaExceeded).into(),
            ByteFault::Full
        ));
        assert!(matches!(
            Error::from_raw_os_error(5).into(),
            ByteFault::Unavailable(_)
        ));
    }
}
