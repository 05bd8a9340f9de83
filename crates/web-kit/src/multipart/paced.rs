//! The body of an upload, handed to the parser at its pace.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::body::BodyDataStream;
use bytes::Bytes;
use futures_util::Stream;

/// Most bytes that are read without coming to the next file, field or piece of one: longer headers
/// of a part nobody needs.
pub(super) const PENDING_BYTES: usize = 256 * 1024;

/// How much may still be read without coming to anything. The reader of the parts fills it up.
#[derive(Clone)]
pub(super) struct Allowance(Arc<AtomicUsize>);

impl Allowance {
    /// Something was come to.
    pub fn fill(&self) {
        self.0.store(PENDING_BYTES, Ordering::Relaxed);
    }
}

/// The body, one piece at a time. The parser takes all it can get before it looks at any of it, and
/// looks for the end of a part's headers without bound: so it gets one piece, then a pause, and an
/// error once it has had its allowance without coming to anything.
pub(super) struct Paced {
    body: BodyDataStream,
    allowance: Allowance,
    pause: bool,
}

impl Paced {
    /// The body, with its allowance.
    pub fn of(body: BodyDataStream) -> (Self, Allowance) {
        let allowance = Allowance(Arc::new(AtomicUsize::new(PENDING_BYTES)));
        let paced = Self {
            body,
            allowance: allowance.clone(),
            pause: false,
        };
        (paced, allowance)
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.pause) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let allowance = self.allowance.0.load(Ordering::Relaxed);
        if allowance == 0 {
            return Poll::Ready(Some(Err(axum::Error::new("a part's headers have no end"))));
        }
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        if let Some(Ok(bytes)) = &piece {
            self.pause = true;
            self.allowance
                .0
                .store(allowance.saturating_sub(bytes.len()), Ordering::Relaxed);
        }
        Poll::Ready(piece)
    }
}
