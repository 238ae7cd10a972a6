//! How a client signs in: what a program says of it, and the policies that do it with each attempt of a request.

mod basic;
mod bearer;
mod beside;
mod cookies;
mod credential;
mod csrf;
mod header;
mod origin;
mod session;
mod shared;

use std::{fmt, sync::Arc};

use azure_core::{
    credentials::{Secret, TokenCredential},
    http::policies::Policy,
};
use http::{HeaderName, Uri};
use serde_json::{Value, json};

pub use credential::ClaimsCredential;
use credential::Credential;
use origin::Origin;
pub(super) use session::Session;

use crate::answer::Error;

/// How a client signs in at its service.
///
/// Whatever the kind, what it signs in with goes to the service root's own scheme, host and port, over https; see
/// [`ClientOptions::token_over_http_on_loopback`](super::ClientOptions::token_over_http_on_loopback) for a service on this
/// machine. Neither debug output nor errors show it.
///
/// ```
/// use odata_runtime::client::{ClientOptions, Service, SignIn};
///
/// let sign_in = SignIn::basic("reader", "a password").with_csrf_token();
/// let root = "https://sap.example/sap/opu/odata4/shop";
/// # fn example(sign_in: SignIn, root: &str) -> Result<(), odata_runtime::client::Error> {
/// let service = Service::signed_in(root, sign_in, ClientOptions::default())?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use]
pub struct SignIn {
    kind: Kind,
    has_csrf_token: bool,
}

#[derive(Clone)]
enum Kind {
    Nothing,
    Token { credential: Credential, scopes: Vec<String> },
    Header { name: String, value: Secret },
    Basic { user: String, password: Secret },
    Session { path: String, body: Secret, header: String },
}

/// What signs the requests of a client in.
#[derive(Default)]
pub(super) struct Policies {
    /// In the order in which a request goes through them.
    pub each_try: Vec<Arc<dyn Policy>>,
    /// The one among them that may have to be ended.
    pub session: Option<Arc<Session>>,
}

impl SignIn {
    /// No sign-in, or one that is among the policies of the options, or that of a certificate.
    pub fn nothing() -> Self {
        Self::of(Kind::Nothing)
    }

    /// A bearer token for `scopes` (RFC 6750), kept till shortly before it expires.
    pub fn token(credential: Arc<dyn TokenCredential>, scopes: &[&str]) -> Self {
        Self::of(Kind::Token { credential: Credential::Plain(credential), scopes: owned(scopes) })
    }

    /// A bearer token of a credential that can be asked for claims. If the service refuses the token and says which claims it
    /// asks for (continuous access evaluation, authentication contexts), the credential is asked once for a token with them,
    /// and the request is sent again.
    pub fn token_with_claims(credential: Arc<dyn ClaimsCredential>, scopes: &[&str]) -> Self {
        Self::of(Kind::Token { credential: Credential::WithClaims(credential), scopes: owned(scopes) })
    }

    /// A header with a value that does not change: the key of an API, say.
    pub fn header(name: &str, value: &str) -> Self {
        Self::of(Kind::Header { name: name.to_owned(), value: Secret::from(value.to_owned()) })
    }

    /// A name and a password with each request (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        Self::of(Kind::Basic { user: user.to_owned(), password: Secret::from(password.to_owned()) })
    }

    /// A session of Redfish: the name and the password go to the service once, for a token that each request is sent with.
    pub fn redfish(user: &str, password: &str) -> Self {
        Self::session("SessionService/Sessions", &json!({"UserName": user, "Password": password}), "X-Auth-Token")
    }

    /// A session: `body` is sent to `path`, and the header of the answer is sent with each request from then on. Once the
    /// service refuses it with 401, a new session is made, and the request is sent again. Requests side by side share it.
    ///
    /// The path starts from the service root, or from the host if it begins with a slash. With the header `Cookie`, what is
    /// sent are the cookies that the answer sets.
    pub fn session(path: &str, body: &Value, header: &str) -> Self {
        let body = Secret::from(body.to_string());
        Self::of(Kind::Session { path: path.to_owned(), body, header: header.to_owned() })
    }

    /// With the token against forged requests that SAP's services ask for (`X-CSRF-Token`), in addition.
    ///
    /// It is fetched with a `GET` of the service root once the service refuses a change for want of it, sent with all later
    /// changes together with the cookies that came with it, and fetched again once it expires.
    pub fn with_csrf_token(mut self) -> Self {
        self.has_csrf_token = true;
        self
    }

    fn of(kind: Kind) -> Self {
        Self { kind, has_csrf_token: false }
    }

    /// The headers that hold what it signs in with, in lower case.
    pub(super) fn secret_headers(&self) -> Vec<String> {
        let own = match &self.kind {
            Kind::Header { name, .. } => Some(name.as_str()),
            Kind::Session { header, .. } => Some(header.as_str()),
            Kind::Nothing | Kind::Token { .. } | Kind::Basic { .. } => None,
        };
        let usual = ["authorization", "cookie", "set-cookie", csrf::HEADER];
        own.into_iter().chain(usual).map(str::to_ascii_lowercase).collect()
    }

    /// The policies that sign requests to a service root in.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if secrets would go over http, unless the service is on this machine and that is allowed, or
    /// if a header cannot be sent, or the path of a session leads elsewhere.
    pub(super) fn policies(self, root: &Uri, http_on_loopback: bool) -> Result<Policies, Error> {
        let mut policies = Policies::default();
        if matches!(self.kind, Kind::Nothing) && !self.has_csrf_token {
            return Ok(policies);
        }
        let origin = Origin::new(root, http_on_loopback)?;
        // Before the sign-in, so that the request that fetches the token is signed in like all others.
        if self.has_csrf_token {
            policies.each_try.push(Arc::new(csrf::CsrfToken::new(origin.clone())));
        }
        self.kind.add_to(&mut policies, origin)?;
        Ok(policies)
    }
}

impl Kind {
    fn add_to(self, policies: &mut Policies, origin: Origin) -> Result<(), Error> {
        let policy: Arc<dyn Policy> = match self {
            Self::Nothing => return Ok(()),
            Self::Token { credential, scopes } => Arc::new(bearer::Bearer::new(origin, credential, scopes)),
            Self::Header { name, value } => Arc::new(header::FixedHeader::new(origin, &name, value, None)?),
            Self::Basic { user, password } => Arc::new(basic::policy(origin, &user, password)?),
            Self::Session { path, body, header } => {
                let session = Arc::new(Session::new(origin, &path, body, &header)?);
                policies.session = Some(Arc::clone(&session));
                session
            }
        };
        policies.each_try.push(policy);
        Ok(())
    }
}

/// What is shown is what kind it is.
impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SignIn");
        match &self.kind {
            Kind::Nothing => shown.field("kind", &"nothing"),
            Kind::Token { scopes, .. } => shown.field("kind", &"token").field("scopes", scopes),
            Kind::Header { name, .. } => shown.field("kind", &"header").field("name", name),
            Kind::Basic { .. } => shown.field("kind", &"basic"),
            Kind::Session { path, header, .. } => {
                shown.field("kind", &"session").field("path", path).field("header", header)
            }
        };
        shown.field("csrf_token", &self.has_csrf_token).finish_non_exhaustive()
    }
}

fn owned(scopes: &[&str]) -> Vec<String> {
    scopes.iter().map(|&scope| scope.to_owned()).collect()
}

/// Headers that say where a request goes and where it ends.
const NOT_FOR_SIGN_IN: [&str; 5] = ["host", "content-length", "transfer-encoding", "connection", "upgrade"];

/// The name of a header, in lower case.
///
/// # Errors
///
/// [`Error::InvalidRequest`] if it is none, or one that says something else than who signs in.
fn header_name(name: &str) -> Result<String, Error> {
    let known = HeaderName::try_from(name).ok().filter(|name| !NOT_FOR_SIGN_IN.contains(&name.as_str()));
    known.map(|name| name.as_str().to_owned()).ok_or_else(|| {
        Error::InvalidRequest(format!("the sign-in has a header {name:?}, by which nothing can be signed in"))
    })
}
