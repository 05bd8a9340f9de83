//! Serving over HTTP/1.1 to clients that may be slow, silent, greedy or many.

use std::{
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
            silence: Duration::from_mins(1),
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
pub fn shed<S>(routes: Router<S>, capacity: usize) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let places = Arc::new(Semaphore::new(capacity));
    routes.layer(middleware::from_fn_with_state(places, admit))
}

async fn admit(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    let Ok(_place) = places.try_acquire() else {
        let soon = [(header::RETRY_AFTER, HeaderValue::from_static("2"))];
        return (StatusCode::SERVICE_UNAVAILABLE, soon).into_response();
    };
    next.run(request).await
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
        app.oneshot(request.map(Body::new))
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

#[cfg(test)]
mod tests {
    use axum::routing::{get, post};
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::oneshot,
        task::JoinHandle,
    };

    use super::*;
    use crate::form::Fields;

    const QUICK: Limits = Limits {
        connections: 100,
        head_time: Duration::from_millis(200),
        silence: Duration::from_millis(400),
        drain_time: Duration::from_secs(5),
        head_bytes: 16 * 1024,
        headers: 20,
    };

    struct Running {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        server: JoinHandle<()>,
    }

    async fn start(limits: Limits) -> Running {
        let app = Router::new()
            .route("/", get(|| async { "here" }))
            .route(
                "/slow",
                get(|| async { sleep(Duration::from_millis(300)).await }),
            )
            .route(
                "/form",
                post(|fields: Fields| async move { format!("{fields:?}") }),
            );
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(serve(listener, app, limits, async { drop(stopped.await) }));
        Running {
            address,
            stop,
            server,
        }
    }

    impl Running {
        async fn send(&self, text: &str) -> TcpStream {
            let mut stream = TcpStream::connect(self.address)
                .await
                .expect("a connection");
            stream.write_all(text.as_bytes()).await.expect("written");
            stream
        }

        async fn ask(&self, text: &str) -> String {
            read(self.send(text).await).await
        }
    }

    /// All the server says until it hangs up, which it must do well within five seconds.
    async fn read(mut stream: TcpStream) -> String {
        let mut said = Vec::new();
        let reading = stream.read_to_end(&mut said);
        let _ = tokio::time::timeout(Duration::from_secs(5), reading)
            .await
            .expect("hung up");
        String::from_utf8(said).expect("text")
    }

    #[tokio::test]
    async fn silent_and_slow_clients_are_hung_up_on_and_others_served() {
        let server = start(QUICK).await;
        let silent = server.send("").await;
        let half_a_head = server.send("GET / HTTP/1.1\r\nHost:").await;
        let half_a_form = server
            .send(
                "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\
                   Content-Type: application/x-www-form-urlencoded\r\n\r\na=",
            )
            .await;
        let said = server
            .ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        assert!(
            said.starts_with("HTTP/1.1 200") && said.ends_with("here"),
            "{said}"
        );
        assert_eq!(read(silent).await, "");
        assert!(!read(half_a_head).await.contains("200"));
        assert!(!read(half_a_form).await.contains("200"));
    }

    #[tokio::test]
    async fn heads_are_bounded() {
        let server = start(QUICK).await;
        let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(20_000));
        let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "a: b\r\n".repeat(30));
        assert!(server.ask(&long).await.starts_with("HTTP/1.1 4"));
        assert!(server.ask(&many).await.starts_with("HTTP/1.1 431"));
    }

    #[tokio::test]
    async fn what_has_begun_is_finished_when_the_server_stops() {
        let server = start(QUICK).await;
        let slow = server.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await;
        sleep(Duration::from_millis(100)).await;
        server.stop.send(()).expect("running");
        server.server.await.expect("stopped");
        assert!(read(slow).await.starts_with("HTTP/1.1 200"));
        assert!(TcpStream::connect(server.address).await.is_err());
    }

    #[tokio::test]
    async fn no_more_connections_than_there_are_places() {
        let server = start(Limits {
            connections: 1,
            ..QUICK
        })
        .await;
        let silent = server.send("").await;
        let said = server
            .ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        assert!(
            said.starts_with("HTTP/1.1 200"),
            "served once the silent one is hung up on"
        );
        assert_eq!(read(silent).await, "");
    }

    #[tokio::test]
    async fn what_is_too_much_is_shed_at_once() {
        let slow = get(|| async { sleep(Duration::from_millis(100)).await });
        let app: Router = shed(Router::new().route("/", slow), 2);
        let ask = || app.clone().oneshot(Request::new(Body::empty()));
        let answers = tokio::join!(ask(), ask(), ask());
        let statuses = [answers.0, answers.1, answers.2].map(|a| a.expect("infallible").status());
        assert_eq!(
            statuses,
            [
                StatusCode::OK,
                StatusCode::OK,
                StatusCode::SERVICE_UNAVAILABLE
            ]
        );
        assert_eq!(ask().await.expect("infallible").status(), StatusCode::OK);
    }
}
