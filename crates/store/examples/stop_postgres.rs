//! Stops the PostgreSQL that the tests share, which otherwise waits ten minutes for the next ones.

fn main() {
    store::testing::stop();
}
