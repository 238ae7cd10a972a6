//! The client.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    file::Part,
    operations,
    requests::{methods, way},
    table::Line,
    tokens::{docs, ident},
};
use crate::{
    manifest::{BinaryForm, EnumLiterals, KeyStyle, ODataVersion, PageSize},
    markdown,
    plan::{Client, Crate, ServiceOptions},
};

/// `src/client.rs`.
pub(super) fn client(plan: &Crate) -> Vec<Part> {
    let client = &plan.client;
    let resources = client.resources.iter().map(way);
    let lines: Vec<Line> = resources.chain(client.operations.iter().map(operations::line)).collect();
    let clouds = (!client.clouds.is_empty()).then(|| Part::Items(clouds(client)));
    [Part::Items(constructors(client))].into_iter().chain(methods(&client.ident, &lines)).chain(clouds).collect()
}

/// The struct, and how it is made.
fn constructors(client: &Client) -> TokenStream {
    let name = ident(&client.ident);
    let about = docs(&[format!("A client of {}. Cheap to clone.", markdown::words(&client.title))]);
    let options = options(&client.options);
    let in_cloud = in_cloud(client);
    quote! {
        //! The client: where requests start.

        #[cfg(feature = "client")]
        use std::sync::Arc;

        #[cfg(feature = "client")]
        use odata_runtime::client::{ClientOptions, SignIn, TokenCredential};
        use odata_runtime::requests::{self, Error, Service};

        /// What the service does that its metadata does not say.
        const OPTIONS: &requests::ServiceOptions = &#options;

        #about
        #[derive(Clone, Debug)]
        pub struct #name(Service);

        impl #name {
            /// Requests that the program sends by itself, by what `into_http` gives.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is not an absolute URL.
            pub fn without_transport(service_root: &str) -> Result<Self, Error> {
                Service::new(service_root).map(Into::into)
            }

            /// The service that requests are made for.
            #[must_use]
            pub fn service(&self) -> &Service {
                &self.0
            }
        }

        impl From<Service> for #name {
            fn from(service: Service) -> Self {
                Self(service.with_options(OPTIONS))
            }
        }

        #[cfg(feature = "client")]
        impl #name {
            #in_cloud

            /// A client for any service root, signed in with tokens for `scopes`.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is not an absolute URL.
            pub fn with_service_root(
                service_root: &str,
                scopes: &[&str],
                credential: Arc<dyn TokenCredential>,
                options: ClientOptions,
            ) -> Result<Self, Error> {
                Self::signed_in(service_root, SignIn::token(credential, scopes), options)
            }

            /// A client for any service root, signed in in any way.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is not an absolute https URL, or the sign-in cannot be sent.
            pub fn signed_in(service_root: &str, sign_in: SignIn, options: ClientOptions) -> Result<Self, Error> {
                Service::signed_in(service_root, sign_in, options).map(Into::into)
            }

            /// A client for a service that needs no sign-in.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is not an absolute URL.
            pub fn anonymous(service_root: &str, options: ClientOptions) -> Result<Self, Error> {
                Service::anonymous(service_root, options).map(Into::into)
            }
        }
    }
}

/// What is not as the standard has it.
fn options(service: &ServiceOptions) -> TokenStream {
    let key_style = match service.key_style {
        KeyStyle::Parentheses => None,
        KeyStyle::Segment => Some(quote!(.key_style(requests::KeyStyle::Segment))),
    };
    let enum_literals = match service.enum_literals {
        EnumLiterals::Qualified => None,
        EnumLiterals::Quoted => Some(quote!(.enum_literals(requests::query::EnumLiterals::Quoted))),
    };
    let headers = |method: &str, headers: &[(String, String)]| {
        let method = ident(method);
        let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
        (!headers.is_empty()).then(|| quote!(.#method(&[#(#pairs),*])))
    };
    let (each, counting) = (headers("headers", &service.headers), headers("count_headers", &service.count_headers));
    let batch_limit = service.batch_limit.map(|limit| {
        let limit = Literal::usize_unsuffixed(limit);
        quote!(.batch_limit(#limit))
    });
    let version = |method: &str, version| {
        let method = ident(method);
        match version {
            ODataVersion::V4_0 => None,
            ODataVersion::V4_01 => Some(quote!(.#method(requests::ODataVersion::V4_01))),
        }
    };
    let odata_version = version("odata_version", service.odata_version);
    let max_version = version("max_version", service.max_version);
    let page_size = match service.page_size {
        PageSize::Preference => None,
        PageSize::Top => Some(quote!(.page_size(requests::PageSize::Top))),
    };
    let ieee754_compatible = service.ieee754_compatible.then(|| quote!(.ieee754_compatible(true)));
    let binary = match service.binary {
        BinaryForm::Base64Url => None,
        BinaryForm::Base64 => Some(quote!(.binary(odata_runtime::BinaryForm::Base64))),
    };
    quote! {
        requests::ServiceOptions::STANDARD
            #key_style #enum_literals #each #counting #batch_limit
            #odata_version #max_version #page_size #ieee754_compatible #binary
    }
}

fn in_cloud(client: &Client) -> TokenStream {
    let Some(first) = client.clouds.first() else { return TokenStream::new() };
    let about = docs(&[format!("A client for the cloud \"{}\".", markdown::words(&first.title))]);
    quote! {
        #about
        ///
        /// # Errors
        ///
        /// `InvalidRequest` if the service root is not an absolute URL.
        pub fn new(credential: Arc<dyn TokenCredential>) -> Result<Self, Error> {
            Self::with_options(credential, Cloud::default(), ClientOptions::default())
        }

        /// A client for any of the clouds, with options for retries, transport and logging.
        ///
        /// # Errors
        ///
        /// `InvalidRequest` if the service root is not an absolute URL.
        pub fn with_options(
            credential: Arc<dyn TokenCredential>,
            cloud: Cloud,
            options: ClientOptions,
        ) -> Result<Self, Error> {
            Self::with_service_root(cloud.service_root(), &[cloud.scope()], credential, options)
        }
    }
}

fn clouds(client: &Client) -> TokenStream {
    let variants = client.clouds.iter().enumerate().map(|(index, cloud)| {
        let (name, about) = (ident(&cloud.ident), docs(&[markdown::prose(&format!("{}.", cloud.title))]));
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#about #default #name,)
    });
    let names: Vec<_> = client.clouds.iter().map(|cloud| ident(&cloud.ident)).collect();
    let roots = client.clouds.iter().map(|cloud| &cloud.root);
    let scopes = client.clouds.iter().map(|cloud| &cloud.scope);
    quote! {
        /// The deployments of the service.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Cloud {
            #(#variants)*
        }

        impl Cloud {
            /// The URL that all paths start from.
            #[must_use]
            pub fn service_root(self) -> &'static str {
                match self {
                    #(Self::#names => #roots,)*
                }
            }

            /// The scope to request a token for.
            #[must_use]
            pub fn scope(self) -> &'static str {
                match self {
                    #(Self::#names => #scopes,)*
                }
            }
        }
    }
}
