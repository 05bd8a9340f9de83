//! A wire between a store and PostgreSQL that can be cut or clogged, as networks are.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::time::{sleep, timeout};

use super::{World, world};
use crate::{Engine, Migration, Settings, Store};

/// How often a wire looks at its state.
const PAUSE: Duration = Duration::from_millis(10);

/// The state of a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Line {
    /// Everything passes.
    Open,
    /// What was connected is not any more, and nobody can connect.
    Cut,
    /// Nothing passes, and nobody is told.
    Clogged,
}

/// A wire to the server of all tests. Clones share it.
#[derive(Clone, Debug)]
pub struct Wire {
    state: Arc<AtomicU8>,
    /// Where it begins.
    pub at: SocketAddr,
}

/// A store at the other end of a wire, with the usual bounds; the world knows the direct way. `None` where PostgreSQL is
/// left out on purpose.
///
/// # Panics
/// Where anything else is missing.
pub async fn wired(migrations: &[Migration]) -> Option<(World, Store, Wire)> {
    let world = world(Engine::Postgres, migrations)?;
    let Settings::Postgres { url } = &world.settings else {
        panic!("it is not PostgreSQL")
    };
    let (name, folder) = url.split_once("?host=").expect("a socket");
    let folder = folder.split('&').next().expect("a folder");
    let wire = Wire::to(format!("{folder}/.s.PGSQL.5432")).await;
    let name = name.rsplit('/').next().expect("a name");
    let url = format!("postgresql://klippkort@{}/{name}", wire.at);
    let store = Store::open(&Settings::Postgres { url }).expect("the address makes sense");
    Some((world, store, wire))
}

impl Wire {
    /// Leads from a port of this machine to the socket of the server.
    async fn to(socket: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let at = listener.local_addr().expect("it is bound");
        let state = Arc::new(AtomicU8::new(Line::Open as u8));
        let wire = Self { state, at };
        let this = wire.clone();
        tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                if !this.is(Line::Cut) {
                    tokio::spawn(this.clone().carry(caller, socket.clone()));
                }
            }
        });
        wire
    }

    /// Changes what passes from now on.
    pub fn set(&self, line: Line) {
        self.state.store(line as u8, Ordering::SeqCst);
    }

    fn is(&self, line: Line) -> bool {
        self.state.load(Ordering::SeqCst) == line as u8
    }

    async fn carry(self, caller: TcpStream, socket: String) {
        let server = UnixStream::connect(&socket)
            .await
            .expect("the server is there");
        let (from_caller, to_caller) = caller.into_split();
        let (from_server, to_server) = server.into_split();
        tokio::join!(
            self.one_way(from_caller, to_server),
            self.one_way(from_server, to_caller)
        );
    }

    async fn one_way(
        &self,
        mut from: impl AsyncReadExt + Unpin,
        mut to: impl AsyncWriteExt + Unpin,
    ) {
        let mut chunk = [0; 8192];
        loop {
            let read = timeout(PAUSE, from.read(&mut chunk)).await;
            while self.is(Line::Clogged) {
                sleep(PAUSE).await;
            }
            match read {
                _ if self.is(Line::Cut) => return,
                Err(_) => {}
                Ok(Ok(length)) if length > 0 => {
                    if to.write_all(&chunk[..length]).await.is_err() {
                        return;
                    }
                }
                Ok(_) => return,
            }
        }
    }
}
