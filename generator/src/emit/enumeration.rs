//! Enums and flags.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{alias, deprecated, docs, ident};
use crate::plan::{Enum, Flags, Member};

/// The file of an open enumeration.
pub(super) fn open_enum(item: &Enum) -> TokenStream {
    let (name, wire_name, open) = (ident(&item.ident), &item.wire_name, ident(&item.unrecognized));
    let (doc, deprecation) = (docs(&item.docs), deprecated(item.deprecated.as_ref()));
    let alias_of_type = alias(item.alias.as_ref());
    let variants = item.members.iter().map(|member| {
        let (variant, doc, deprecation) =
            (ident(&member.ident), docs(&member.docs), deprecated(member.deprecated.as_ref()));
        let alias = alias(member.alias.as_ref());
        quote!(#doc #alias #deprecation #variant,)
    });
    let rows = item.members.iter().map(|member| {
        let (wire_name, value) = (&member.wire_name, number(member));
        quote!((#wire_name, #value))
    });
    let idents: Vec<_> = item.members.iter().map(|member| ident(&member.ident)).collect();
    let places = (0..idents.len()).map(Literal::usize_unsuffixed);
    quote! {
        #doc
        #alias_of_type
        #deprecation
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A member that this build does not know, as the service wrote it.
            #open(odata_runtime::Unrecognized),
        }

        impl odata_runtime::OpenEnum for #name {
            const TYPE: &'static odata_runtime::EnumType =
                &odata_runtime::EnumType { name: #wire_name, members: &[#(#rows),*] };
            const MEMBERS: &'static [Self] = &[#(Self::#idents),*];

            fn place(&self) -> odata_runtime::Place<&odata_runtime::Unrecognized> {
                match self {
                    #(Self::#idents => Ok(#places),)*
                    Self::#open(other) => Err(other),
                }
            }

            fn at(place: odata_runtime::Place<odata_runtime::Unrecognized>) -> Self {
                match place {
                    Ok(place) => Self::MEMBERS[place].clone(),
                    Err(other) => Self::#open(other),
                }
            }
        }

        odata_runtime::open_enum!(#name);
    }
}

/// The file of a flags type.
pub(super) fn flags(item: &Flags) -> TokenStream {
    let (name, wire_name) = (ident(&item.ident), &item.wire_name);
    let (doc, deprecation) = (docs(&item.docs), deprecated(item.deprecated.as_ref()));
    let alias_of_type = alias(item.alias.as_ref());
    let constants = item.members.iter().enumerate().map(|(place, member)| {
        let (constant, doc, deprecation) =
            (ident(&member.ident), docs(&member.docs), deprecated(member.deprecated.as_ref()));
        let (place, alias) = (Literal::usize_unsuffixed(place), alias(member.alias.as_ref()));
        quote!(#doc #alias #deprecation pub const #constant: Self = Self(odata_runtime::FlagSet::of(&[#place]));)
    });
    let rows = item.members.iter().map(|member| {
        let (wire_name, value) = (&member.wire_name, number(member));
        quote!((#wire_name, #value))
    });
    quote! {
        #doc
        #alias_of_type
        #deprecation
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct #name(odata_runtime::FlagSet);

        impl #name {
            #(#constants)*
        }

        impl odata_runtime::Flags for #name {
            const NAME: &'static str = #wire_name;
            const MEMBERS: &'static [(&'static str, i64)] = &[#(#rows,)*];

            fn set(&self) -> &odata_runtime::FlagSet {
                &self.0
            }

            fn from_set(set: odata_runtime::FlagSet) -> Self {
                Self(set)
            }
        }

        odata_runtime::flags!(#name);
    }
}

/// Grouped by three, as clippy and people want long numbers.
fn number(member: &Member) -> TokenStream {
    let digits = member.value.unsigned_abs().to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    let sign = if member.value < 0 { "-" } else { "" };
    let grouped = if digits.len() > 4 { groups.join("_") } else { digits.clone() };
    format!("{sign}{grouped}").parse().unwrap_or_else(|_| {
        let value = Literal::i64_unsuffixed(member.value);
        quote!(#value)
    })
}
