//! Addresses of clients and servers: networks for budgets, trusted proxies, what is public.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use axum::http::HeaderMap;

/// A block of addresses such as `192.0.2.0/24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    first: IpAddr,
    prefix: u8,
}

/// The text is not an address, or not an address with a prefix it can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a network such as 192.0.2.0/24 or 2001:db8::/56")]
pub struct BadNetwork;

impl Network {
    /// The network of that prefix an address lies in; a longer prefix than the address is cut.
    pub fn around(address: IpAddr, prefix: u8) -> Network {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let prefix = prefix.min(32);
                let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
                Network {
                    first: Ipv4Addr::from(u32::from(v4) & mask).into(),
                    prefix,
                }
            }
            IpAddr::V6(v6) => {
                let prefix = prefix.min(128);
                let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
                Network {
                    first: Ipv6Addr::from(u128::from(v6) & mask).into(),
                    prefix,
                }
            }
        }
    }

    /// Whether an address lies in this network. IPv4 written as IPv6 counts as IPv4.
    pub fn contains(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.first.is_ipv4() && Network::around(address, self.prefix) == self
    }
}

/// The network a budget counts: /24 of IPv4, /56 of IPv6, what one subscriber can hold.
pub fn network_of(address: IpAddr) -> Network {
    let prefix = if address.to_canonical().is_ipv4() {
        24
    } else {
        56
    };
    Network::around(address, prefix)
}

/// The client: the peer, or where the peer is a trusted proxy the last address in
/// `X-Forwarded-For` that is not one. What stands left of it was written by the client.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !trusted(peer) {
        return peer;
    }
    let lines: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    let mut nearest = peer;
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        match forwarded(hop.trim()) {
            Some(address) if trusted(address) => nearest = address,
            Some(address) => return address,
            None => break,
        }
    }
    nearest
}

/// Whether a server on the internet can have this address: not ours, not our neighbours', not
/// reserved (IANA special-purpose registries).
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let reserved = a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

/// Only 2000::/3 is given out; in it, what can hide an IPv4 address or is for examples is refused.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let special = matches!(
        (a, b),
        (0x2001, 0..0x0200 | 0x0db8) | (0x2002, _) | (0x3fff, 0..0x1000)
    );
    a & 0xe000 == 0x2000 && !special
}

fn forwarded(hop: &str) -> Option<IpAddr> {
    let bare = hop
        .strip_prefix('[')
        .and_then(|hop| hop.strip_suffix(']'))
        .unwrap_or(hop);
    let address = bare
        .parse()
        .or_else(|_| hop.parse::<SocketAddr>().map(|socket| socket.ip()));
    address.ok().map(|address: IpAddr| address.to_canonical())
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Network, BadNetwork> {
        let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
        let address: IpAddr = address.parse().map_err(|_| BadNetwork)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = if prefix.is_empty() && !text.contains('/') {
            most
        } else {
            prefix.parse().map_err(|_| BadNetwork)?
        };
        if prefix > most {
            Err(BadNetwork)
        } else {
            Ok(Network::around(address, prefix))
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.first, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.0/8".parse().expect("a network")];
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(
                "x-forwarded-for",
                HeaderValue::from_str(line).expect("a header"),
            );
        }
        client_address(address(peer), &headers, &proxies).to_string()
    }

    #[test]
    fn budgets_count_a_24_or_a_56() {
        assert_eq!(
            network_of(address("192.0.2.77")).to_string(),
            "192.0.2.0/24"
        );
        assert_eq!(
            network_of(address("::ffff:192.0.2.77")).to_string(),
            "192.0.2.0/24"
        );
        assert_eq!(
            network_of(address("2001:db8:1:2ff::9")).to_string(),
            "2001:db8:1:200::/56"
        );
    }

    #[test]
    fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
        assert_eq!(client("198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_client_wrote_before_the_proxies_is_not_believed() {
        assert_eq!(
            client("10.0.0.1", &["1.1.1.1, 203.0.113.9, 10.0.0.2"]),
            "203.0.113.9"
        );
        assert_eq!(
            client("10.0.0.1", &["1.1.1.1", "203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(client("10.0.0.1", &["1.1.1.1, nonsense"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["[2001:db8::1]:4711"]), "2001:db8::1");
        assert_eq!(client("10.0.0.1", &["203.0.113.9:80"]), "203.0.113.9");
    }

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        let private = "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.0.8 \
                       192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 \
                       255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 \
                       fe80::1 fc00::1 fd00::1 ff02::1 2001:db8::1 2001::1 2002:a00:1:: 3fff::1";
        for text in private.split_whitespace() {
            assert!(!is_public(address(text)), "{text}");
        }
        for text in [
            "1.1.1.1",
            "9.9.9.9",
            "2606:4700::1111",
            "2a00:1450::1",
            "::ffff:1.1.1.1",
        ] {
            assert!(is_public(address(text)), "{text}");
        }
    }

    #[test]
    fn networks_are_read_strictly() {
        for bad in [
            "",
            "/",
            "1.2.3.4/",
            "1.2.3.4/33",
            "::/129",
            "1.2.3/8",
            "example.com",
            "::/-1",
        ] {
            assert_eq!(bad.parse::<Network>(), Err(BadNetwork), "{bad}");
        }
        assert_eq!(
            "10.1.2.3/8".parse::<Network>().expect("read").to_string(),
            "10.0.0.0/8"
        );
        assert_eq!(
            "::1".parse::<Network>().expect("read").to_string(),
            "::1/128"
        );
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .expect("read")
                .contains(address("8.8.8.8"))
        );
        assert!(
            !"0.0.0.0/0"
                .parse::<Network>()
                .expect("read")
                .contains(address("::1"))
        );
    }

    proptest! {
        #[test]
        fn an_address_lies_in_its_network(bits: u128, prefix in 0u8..=128) {
            let address = IpAddr::from(Ipv6Addr::from(bits));
            prop_assert!(Network::around(address, prefix).contains(address));
        }
    }
}
