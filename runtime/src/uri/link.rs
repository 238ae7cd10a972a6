//! Absolute URLs and links (RFC 3986): reading, resolving and comparing them.

use std::{
    borrow::Cow,
    net::{IpAddr, Ipv4Addr},
};

use http::Uri;
use iri_string::types::{UriAbsoluteString, UriReferenceString};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What services write in links as it is, though RFC 3986 wants it encoded.
const ILLEGAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An absolute http or https URL with a host; `None` if the text is something else. A fragment is left out, since it is not
/// sent.
pub(crate) fn absolute(text: &str) -> Option<Uri> {
    let text = legal(text)?;
    UriAbsoluteString::try_from(text.as_str()).ok()?;
    sendable(&text)
}

/// Where a link leads that stands in what came from `base` (RFC 3986, section 5.2).
pub(crate) fn resolve(base: &Uri, link: &str) -> Option<Uri> {
    let base = UriAbsoluteString::try_from(base.to_string()).ok()?;
    let link = UriReferenceString::try_from(legal(link)?).ok()?;
    sendable(&link.resolve_against(&base).to_string())
}

fn sendable(url: &str) -> Option<Uri> {
    let uri = Uri::try_from(url).ok()?;
    let is_known = default_port(&uri).is_some() && uri.host().is_some_and(is_plain_host) && has_port_or_none(&uri);
    is_known.then_some(uri)
}

/// Whether all clients read a host alike: some decode percent signs, and read numbers such as `127.1` as an address.
fn is_plain_host(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_number = !last.is_empty() && (last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x"));
    !host.is_empty() && !host.contains('%') && (!is_number || host.parse::<Ipv4Addr>().is_ok())
}

/// Whether what stands behind the host is a port, if there is anything.
fn has_port_or_none(uri: &Uri) -> bool {
    let (authority, host) =
        (uri.authority().map_or("", |authority| authority.as_str()), uri.host().unwrap_or_default());
    let behind = authority.rsplit('@').next().and_then(|place| place.strip_prefix(host));
    behind.is_some_and(|behind| matches!(behind, "" | ":") || uri.port_u16().is_some())
}

/// A link without its fragment and with what is illegal in it encoded; `None` if it has a backslash or a control character,
/// which some clients read as a slash or as nothing, so that it would lead them elsewhere.
fn legal(link: &str) -> Option<String> {
    let link = link.trim_ascii();
    let link = link.split_once('#').map_or(link, |(link, _)| link);
    if link.contains(['\\', '\t', '\n', '\r']) {
        return None;
    }
    let (authority, rest) = link.split_at_checked(end_of_authority(link))?;
    // What stands before a colon in the first segment would be a scheme (RFC 3986, section 4.2).
    let start = if authority.is_empty() && has_colon_without_scheme(rest) { "./" } else { "" };
    Some(format!("{start}{authority}{}", utf8_percent_encode(&encode_lone_percent_signs(rest), ILLEGAL)))
}

fn has_colon_without_scheme(link: &str) -> bool {
    let first = link.split(['/', '?']).next().unwrap_or_default();
    first.split_once(':').is_some_and(|(scheme, _)| !is_scheme(scheme))
}

/// Whether a text may be a scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Where the authority ends of `//host/path` or `scheme://host/path`; 0 if there is none.
fn end_of_authority(link: &str) -> usize {
    let Some((scheme, rest)) = link.split_once("//") else { return 0 };
    if !(scheme.is_empty() || scheme.strip_suffix(':').is_some_and(is_scheme)) {
        return 0;
    }
    scheme.len() + 2 + rest.find(['/', '?']).unwrap_or(rest.len())
}

/// A percent sign that begins no encoded byte stands for itself.
fn encode_lone_percent_signs(text: &str) -> Cow<'_, str> {
    let is_encoded = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default();
    if text.split('%').skip(1).all(is_encoded) {
        return text.into();
    }
    parts.fold(first.to_owned(), |text, part| text + if is_encoded(part) { "%" } else { "%25" } + part).into()
}

fn default_port(uri: &Uri) -> Option<u16> {
    match uri.scheme_str()? {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

/// Whether two URLs have the same scheme, host and port.
pub(crate) fn is_same_origin(one: &Uri, other: &Uri) -> bool {
    let port = |uri: &Uri| uri.port_u16().or_else(|| default_port(uri));
    let same_host = one.host().zip(other.host()).is_some_and(|(one, other)| {
        one.eq_ignore_ascii_case(other) || address(one).is_some_and(|one| address(other) == Some(one))
    });
    one.scheme() == other.scheme() && same_host && port(one) == port(other)
}

/// Scheme, host and port, without what may be secret.
pub(crate) fn origin(uri: &Uri) -> String {
    let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
    match uri.port_u16() {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    }
}

/// Whether a URL leads to this machine.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    let is_loopback = |host: &str| address(host).is_some_and(|address| address.is_loopback());
    uri.host().is_some_and(|host| host.eq_ignore_ascii_case("localhost") || is_loopback(host))
}

/// The address that a host is, in whatever way it is written.
fn address(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

/// Whether a URL has neither name nor password in it, which would go out as a sign-in of their own.
pub(crate) fn has_no_user(uri: &Uri) -> bool {
    uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
}

/// Whether a path has a segment `.` or `..`, which clients take away, so that the request would go elsewhere.
pub(crate) fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."))
}

/// The names of the options in the query of a URL, decoded.
#[cfg(feature = "client")]
pub(crate) fn query_names(uri: &Uri) -> impl Iterator<Item = Cow<'_, str>> {
    let names = uri.query().unwrap_or_default().split('&').map(|option| option.split('=').next().unwrap_or_default());
    names.map(|name| percent_encoding::percent_decode_str(name).decode_utf8_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(link: &str) -> Option<String> {
        resolve(&Uri::from_static("https://service.example:443/v1/"), link).map(|uri| uri.to_string())
    }

    #[test]
    fn links_are_resolved_as_the_standard_says() {
        for (link, url) in [
            ("x?y=z", "https://service.example:443/v1/x?y=z"),
            ("/x", "https://service.example:443/x"),
            ("../x/./y", "https://service.example:443/x/y"),
            ("//other.example/x", "https://other.example/x"),
            ("http://other.example", "http://other.example/"),
            ("?$skip=1#here", "https://service.example:443/v1/?$skip=1"),
            (" x ", "https://service.example:443/v1/x"),
            ("Orders('a:b')/Items?$skiptoken=1", "https://service.example:443/v1/Orders('a:b')/Items?$skiptoken=1"),
            ("Events(2020-01-01T00:00:00Z)", "https://service.example:443/v1/Events(2020-01-01T00:00:00Z)"),
            ("Products('http://foo bar')?x", "https://service.example:443/v1/Products('http://foo%20bar')?x"),
        ] {
            assert_eq!(resolved(link).as_deref(), Some(url), "{link}");
        }
    }

    #[test]
    fn what_services_forget_to_encode_is_encoded() {
        assert_eq!(
            resolved("x?$filter=a in ['50%','\u{e4}%20'] and b eq \"c//d\"").as_deref(),
            Some(
                "https://service.example:443/v1/x?$filter=a%20in%20%5B'50%25','%C3%A4%20'%5D%20and%20b%20eq%20%22c//d%22"
            )
        );
    }

    #[test]
    fn what_clients_read_differently_is_no_link() {
        for link in [
            r"\\other.example/x",
            r"http:\\other.example",
            "ht\ntp://other.example",
            "http:///x",
            "http://%65vil.example/",
            "http://a b/",
            "http://[::1/",
            "ftp://other.example/",
            "javascript:alert(1)",
            "http://host:port/",
            "http://host:66979/",
            "http://127.1/",
            "http://0x7f000001/",
            "//",
        ] {
            assert_eq!(resolved(link), None, "{link}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let is_same =
            |other| is_same_origin(&Uri::from_static("https://service.example/v1"), &absolute(other).unwrap());
        assert!(is_same("HTTPS://SERVICE.example:443/x"));
        let is_address = |one, other| is_same_origin(&absolute(one).unwrap(), &absolute(other).unwrap());
        assert!(is_address("https://[2001:DB8::0001]/a", "https://[2001:db8::1]/b"));
        assert!(!is_address("https://[2001:db8::1]/a", "https://[2001:db8::2]/a"));
        for other in ["http://service.example/", "https://service.example:444/", "https://service.example.evil/"] {
            assert!(!is_same(other), "{other}");
        }
    }
}
