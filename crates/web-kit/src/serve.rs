//! Serving over HTTP/1.1 to clients that may be slow, silent, greedy or many.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Sleep, sleep},
};
use tower::ServiceExt;

use crate::guard::Peer;

/// How patient the server is.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most connections at once; more wait in the system's queue.
    pub connections: usize,
    /// How long a request's head may take, and how long a connection may wait for the next one.
    pub head_time: Duration,
    /// How long a connection may go without a byte in either direction, also while we work.
    pub silence: Duration,
    /// How long requests in progress may take once the server stops.
    pub drain_time: Duration,
    /// Most bytes of a request's head.
    pub head_bytes: usize,
    /// Most headers of a request.
    pub headers: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 10_000,
            head_time: Duration::from_secs(15),
            silence: Duration::from_secs(60),
            drain_time: Duration::from_secs(20),
            head_bytes: 64 * 1024,
            headers: 100,
        }
    }
}

/// Serves `app` until `stop` is ready, then lets what has begun come to its end.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((stream, peer, place)) => {
                let connection = connections.watch(talk(stream, peer, app.clone(), limits));
                tokio::spawn(async move {
                    // What a client does wrong on its connection is its own affair.
                    let _ = connection.await;
                    drop(place);
                });
            }
            // Out of file descriptors, or the client left before we looked: the listener lives.
            Err(error) => {
                tracing::warn!(%error, "cannot take a connection now");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(limits.drain_time, connections.shutdown()).await;
}

/// Lets at most `capacity` requests into these routes at once and sheds the rest with 503: better a
/// few quick refusals than a queue in which all time out. Give long uploads a capacity of their own.
pub fn shed(routes: Router, capacity: usize) -> Router {
    let places = Arc::new(Semaphore::new(capacity));
    routes.layer(middleware::from_fn_with_state(places, admit))
}

async fn admit(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => {
            let soon = [(header::RETRY_AFTER, HeaderValue::from_static("2"))];
            (StatusCode::SERVICE_UNAVAILABLE, soon).into_response()
        }
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places)
        .acquire_owned()
        .await
        .expect("the semaphore is never closed");
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}

fn talk(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Output = hyper::Result<()>> + Send {
    let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let app = app.clone();
        async move { Ok::<_, Infallible>(app.oneshot(request.map(Body::new)).await?) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.head_bytes)
        .max_headers(limits.headers)
        .serve_connection(TokioIo::new(Impatient::new(stream, limits.silence)), answer)
}

/// A connection that breaks when no byte has gone either way for a while.
struct Impatient {
    stream: TcpStream,
    silence: Duration,
    until: Pin<Box<Sleep>>,
}

impl Impatient {
    fn new(stream: TcpStream, silence: Duration) -> Impatient {
        Impatient {
            stream,
            silence,
            until: Box::pin(sleep(silence)),
        }
    }

    /// Something moved: begin anew. Nothing did: break if it is time.
    fn judge<T>(
        &mut self,
        moved: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            self.until.set(sleep(self.silence));
            return moved;
        }
        self.until
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Impatient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.judge(moved, context)
    }
}

impl AsyncWrite for Impatient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(moved, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.judge(moved, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
