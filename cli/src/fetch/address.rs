//! From where metadata may come.

use std::net::IpAddr;

use ureq::http::Uri;

use super::error::Error;

/// Reads a URL that a person wrote.
///
/// # Errors
///
/// It is none, or the connection to it would not be safe.
pub(super) fn parse(url: &str) -> Result<Uri, Error> {
    let refused = |problem| Error::Url { url: url.escape_debug().to_string(), problem };
    // The parser lets through bytes that a terminal may obey.
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refused("it is no URL: other characters than ASCII's are written as %XX"));
    }
    let uri: Uri = url.parse().map_err(|_| refused("it is no URL"))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(refused("it is no absolute URL, as `https://host/path/$metadata` is"));
    };
    if authority.as_str().contains('@') {
        // It would stand in the manifest, and in each message.
        return Err(Error::Url {
            url: format!("{scheme}://...@{}", authority.host()),
            problem: "a name or password in it would be recorded; a token goes into an environment variable",
        });
    }
    match scheme {
        "https" => Ok(uri),
        "http" if is_loopback(&uri) => Ok(uri),
        "http" => Err(refused("only https is safe; http is for servers on this machine")),
        _ => Err(refused("only https is known")),
    }
}

/// Whether the host is this machine.
pub(super) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

/// Where a redirect leads, relative to where it comes from (RFC 3986, section 5.2).
///
/// # Errors
///
/// What is wrong with it: it leads to another scheme, host or port.
pub(super) fn redirect(from: &Uri, location: &str) -> Result<Uri, &'static str> {
    let scheme = from.scheme_str().unwrap_or_default();
    let authority = from.authority().map_or("", |authority| authority.as_str());
    let reference = location.split('#').next().unwrap_or_default();
    let target = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') || reference.is_empty() {
        format!("{scheme}://{authority}{}{reference}", from.path())
    } else {
        let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{reference}")
    };
    let target: Uri = target.parse().map_err(|_| "that is no URL")?;
    if origin(&target) == origin(from) { Ok(target) } else { Err("it is followed on the same host alone") }
}

fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split(['/', '?']).next().unwrap_or_default();
    scheme.contains(':')
}

fn origin(uri: &Uri) -> (Option<String>, Option<String>, Option<u16>) {
    let scheme = uri.scheme_str().map(str::to_ascii_lowercase);
    let port = uri.port_u16().or(match scheme.as_deref() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    });
    // `@` is no part of the host, but a password there would be of the server's choice.
    let host = uri.authority().filter(|authority| !authority.as_str().contains('@'));
    (scheme, host.map(|host| host.host().to_ascii_lowercase()), port)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn https_and_this_machine_are_safe() {
        for url in ["https://host/v1/$metadata", "http://localhost:80/x", "http://127.0.0.2/x", "http://[::1]:1/x"] {
            assert!(parse(url).is_ok(), "{url}");
        }
        for url in [
            "http://host/x",
            "http://localhost.evil.org/x",
            "http://127.0.0.1.evil.org/x",
            "ftp://host/x",
            "/x",
            "host",
            "",
            "https://",
            "file:///etc/passwd",
            "https://a b/",
            "https://host/\u{9b}2J",
        ] {
            assert!(parse(url).is_err(), "{url}");
        }
        let error = parse("https://me:secret@host/x").unwrap_err().to_string();
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn a_redirect_stays_at_its_origin() {
        let from = parse("https://host/v1/$metadata?a=1").unwrap();
        for (location, target) in [
            ("https://HOST:443/x", "https://HOST:443/x"),
            ("//host/x", "https://host/x"),
            ("/v2/$metadata", "https://host/v2/$metadata"),
            ("new?b=2#c", "https://host/v1/new?b=2"),
            ("?b=/:", "https://host/v1/$metadata?b=/:"),
        ] {
            assert_eq!(redirect(&from, location).unwrap().to_string().to_lowercase(), target.to_lowercase());
        }
        for location in
            ["http://host/x", "https://other/x", "https://host:444/x", "//other", "https://a@host/x", "javascript:x"]
        {
            assert!(redirect(&from, location).is_err(), "{location}");
        }
    }
}
