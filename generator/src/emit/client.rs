//! The client.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    Part, operations,
    requests::{methods, way},
    table::Line,
    tokens::{docs, ident},
};
use crate::{
    manifest::{EnumLiterals, KeyStyle},
    markdown,
    plan::{Client, Crate, Manners},
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
    let manners = manners(&client.manners);
    let in_cloud = in_cloud(client);
    quote! {
        //! The client: where requests start.

        use std::sync::Arc;

        use odata_runtime::client::{self, ClientOptions, Error, TokenCredential};

        /// What the service does that its metadata does not say.
        const MANNERS: &client::Manners = &#manners;

        #about
        #[derive(Clone, Debug)]
        pub struct #name(client::Client);

        impl #name {
            #in_cloud

            /// A client for any service root, signed in with tokens for `scopes`.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is no absolute URL.
            pub fn with_service_root(
                service_root: &str,
                scopes: &[&str],
                credential: Arc<dyn TokenCredential>,
                options: ClientOptions,
            ) -> Result<Self, Error> {
                client::Client::new(service_root, MANNERS, credential, scopes, options).map(Self)
            }

            /// A client for a service that needs no sign-in.
            ///
            /// # Errors
            ///
            /// `InvalidRequest` if the service root is no absolute URL.
            pub fn anonymous(service_root: &str, options: ClientOptions) -> Result<Self, Error> {
                client::Client::anonymous(service_root, MANNERS, options).map(Self)
            }

            /// The service root and the pipeline.
            #[must_use]
            pub fn client(&self) -> &client::Client {
                &self.0
            }
        }
    }
}

/// What is not as the standard has it.
fn manners(manners: &Manners) -> TokenStream {
    let key_style = match manners.key_style {
        KeyStyle::Parentheses => None,
        KeyStyle::Segment => Some(quote!(.key_style(client::KeyStyle::Segment))),
    };
    let enum_literals = match manners.enum_literals {
        EnumLiterals::Qualified => None,
        EnumLiterals::Quoted => Some(quote!(.enum_literals(client::query::EnumLiterals::Quoted))),
    };
    let headers = |method: &str, headers: &[(String, String)]| {
        let method = ident(method);
        let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
        (!headers.is_empty()).then(|| quote!(.#method(&[#(#pairs),*])))
    };
    let (each, counting) = (headers("headers", &manners.headers), headers("count_headers", &manners.count_headers));
    let batch_limit = manners.batch_limit.map(|limit| {
        let limit = Literal::usize_unsuffixed(limit);
        quote!(.batch_limit(#limit))
    });
    quote!(client::Manners::STANDARD #key_style #enum_literals #each #counting #batch_limit)
}

fn in_cloud(client: &Client) -> TokenStream {
    let Some(first) = client.clouds.first() else { return TokenStream::new() };
    let about = docs(&[format!("A client for the cloud \"{}\".", markdown::words(&first.title))]);
    quote! {
        #about
        ///
        /// # Errors
        ///
        /// `InvalidRequest` if the service root is no absolute URL.
        pub fn new(credential: Arc<dyn TokenCredential>) -> Result<Self, Error> {
            Self::with_options(credential, Cloud::default(), ClientOptions::default())
        }

        /// A client for any of the clouds, with options for retries, transport and logging.
        ///
        /// # Errors
        ///
        /// `InvalidRequest` if the service root is no absolute URL.
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
