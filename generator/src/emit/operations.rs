//! Actions and functions.

use quote::quote;

use super::{
    body,
    file::Part,
    table::{Line, Table, form, literal, wire},
    tokens::{docs, ident},
};
use crate::plan::{Call, Operation, OperationName, Outcome, RustType};

/// How many parameters clippy takes in a method, itself not counted.
const CLIPPYS_MOST: usize = 6;

/// The line of a method that makes a call.
pub(super) fn line(operation: &Operation) -> Line {
    let (kind, name) = match (&operation.target, operation.is_function) {
        (OperationName::Bound(name), true) => ("function", name),
        (OperationName::Bound(name), false) => ("action", name),
        (OperationName::Import(name), true) => ("function_import", name),
        (OperationName::Import(name), false) => ("action_import", name),
    };
    let arguments: Vec<_> = operation
        .arguments
        .iter()
        .map(|argument| format!("{} {}: {}", argument.ident, literal(&argument.wire_name), form(&argument.ty)))
        .collect();
    let nulls: Vec<_> = operation.nulls.iter().map(|name| literal(name)).collect();
    let null = if nulls.is_empty() { String::new() } else { format!("; null {}", nulls.join(", ")) };
    let result = match &operation.call {
        Some(call) => format!("=> crate::Call<{call}>"),
        None => format!("-> {}", result(&operation.outcome, operation.next.as_ref())),
    };
    let start = Line::new(format!("{kind} {}:", wire(name))).docs(&operation.docs);
    let mut start = start.deprecated(operation.deprecated.as_ref()).condition(&operation.condition);
    if operation.arguments.len() > CLIPPYS_MOST {
        start = start.row(String::from("#[allow(clippy::too_many_arguments, reason = \"the operation has as many\")]"));
    }
    parameters(start, &operation.ident, &arguments, &null).piece(result)
}

/// A method with its parameters, between which a line may be broken.
pub(super) fn parameters(line: Line, name: &str, parameters: &[String], end: &str) -> Line {
    match parameters {
        [] => line.piece(format!("{name}({end})")),
        [parameter] => line.piece(format!("{name}({parameter}{end})")),
        [first, between @ .., last] => {
            let line = line.piece(format!("{name}({first},"));
            let line = between.iter().fold(line, |line, parameter| line.piece(format!("{parameter},")));
            line.piece(format!("{last}{end})"))
        }
    }
}

/// The file of a call with parameters that need not be given.
pub(super) fn call(call: &Call) -> Vec<Part> {
    let (doc, name) = (docs(&call.docs), ident(&call.ident));
    let returned: proc_macro2::TokenStream =
        result(&call.outcome, call.next.as_ref()).parse().unwrap_or_else(|_| quote!(()));
    let items = quote! {
        #doc
        #[non_exhaustive]
        pub struct #name;

        impl odata_runtime::requests::TypedCall for #name {
            type Result = #returned;
        }
    };
    let mut table = Table::new("parameters", &Line::new(format!("impl crate::Call<{}>", call.ident)));
    for setter in &call.setters {
        table.line(&body::line(setter));
    }
    vec![Part::Items(items), Part::Table(table)]
}

/// What a call returns, and what a path leads to that goes on behind it.
fn result(returned: &Outcome, next: Option<&RustType>) -> String {
    let returned = outcome(returned);
    match next {
        Some(next) => format!("odata_runtime::requests::Composable<{returned}, {next}>"),
        None => returned,
    }
}

fn outcome(returned: &Outcome) -> String {
    match returned {
        Outcome::Nothing => String::from("()"),
        Outcome::Model(ty) => ty.to_string(),
        Outcome::Page(ty) => format!("odata_runtime::requests::Page<{ty}>"),
        Outcome::Single(ty) => format!("odata_runtime::requests::Single<{ty}>"),
        Outcome::Several(ty) => format!("odata_runtime::requests::Several<{ty}>"),
        Outcome::Json => String::from("odata_runtime::requests::Untyped"),
        Outcome::Content => String::from("odata_runtime::requests::Content"),
        Outcome::Nullable(returned) => format!("Option<{}>", outcome(returned)),
    }
}
