//! How a connection to PostgreSQL begins: what the URL says, whom it trusts, and what each is told first.

use std::sync::LazyLock;
use std::time::Duration;

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Fault;
use crate::connection::Role;

/// Unless the URL says otherwise, how long one host may take to accept a connection.
const CONNECT_PATIENCE: Duration = Duration::from_millis(1_500);

/// A statement keeps the plan that it was first given: planning anew for what is bound, which lists would make the server
/// do at every use, takes longer than most statements. That first time the table may be empty, so an index is used
/// wherever there is one. What that makes of the costs must bring in neither a compiler nor workers.
const PLANS: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off; \
     SET max_parallel_workers_per_gather = 0";

/// Trusts the certificate authorities of the machine, or those in the file `SSL_CERT_FILE`.
static TLS: LazyLock<MakeRustlsConnect> = LazyLock::new(|| {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("ring knows them all");
    MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth())
});

/// Connects and says how it is to be.
pub async fn greet(config: &Config, role: Role, patience: Duration) -> Result<Client, Fault> {
    let connected = config.connect(TLS.clone()).await;
    let (client, connection) = connected.map_err(Fault::unavailable)?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::warn!(%error, "the connection to the database ended");
        }
    });
    // The server, too, ends what takes too long, and frees its locks where the client is gone.
    let patience = patience.as_millis();
    let set_up = format!(
        "SET statement_timeout = {patience}; \
         SET idle_in_transaction_session_timeout = {patience}; SET TimeZone = 'UTC'"
    );
    client.batch_execute(&set_up).await?;
    if matches!(role, Role::Writer | Role::Reader) {
        client.batch_execute(PLANS).await?;
    }
    Ok(client)
}

/// Reads the URL. Certificates are always checked when TLS is used, so `verify-full` says no more
/// than `require`.
pub fn configure(url: &str) -> Result<Config, Fault> {
    let url = url.replace("sslmode=verify-full", "sslmode=require");
    let mut config: Config = url.parse().map_err(Fault::other)?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_PATIENCE);
    }
    if config.get_application_name().is_none() {
        config.application_name("klippkort");
    }
    config
        .keepalives_idle(Duration::from_secs(5))
        .keepalives_interval(Duration::from_secs(2));
    config
        .keepalives_retries(3)
        .tcp_user_timeout(Duration::from_secs(10));
    Ok(config)
}
