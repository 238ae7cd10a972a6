//! Which entry of the manifest gets past a fault of the metadata.

use crate::{
    codes::Code,
    error::Diagnostic,
    faults::Part,
    manifest::entries::{exclude, fix, toml_string},
    model::{Model, TypeId},
};

/// What gets past a fault in what is kept, if the fault itself does not say it.
pub(crate) fn lines(fault: &Diagnostic, part: Part, model: &Model) -> Option<String> {
    let excluded = match part {
        Part::Document | Part::Unknown => return None,
        Part::Type(id) => return Some(of_type(fault, id, model)),
        Part::Property(id, name) => {
            let target = format!("{}/{name}", model.qualified_name(id));
            if let Some(ty) =
                fault.remedy.as_ref().and_then(|remedy| remedy.meant.as_deref()).filter(|_| is_of_type(fault.code))
            {
                return Some(fix(&target, &format!("type = {}", toml_string(ty)), &fault.message));
            }
            target
        }
        Part::Operation(namespace, name) => format!("{namespace}.{name}"),
        Part::Child(name) => name.to_owned(),
    };
    Some(exclude(&excluded))
}

fn is_of_type(code: Code) -> bool {
    matches!(code, Code::NotQualified | Code::NoPrimitiveType)
}

fn of_type(fault: &Diagnostic, id: TypeId, model: &Model) -> String {
    let name = model.qualified_name(id);
    match fault.code {
        Code::WrongBase | Code::CyclicBase => fix(&name, "base-type = \"\"", &fault.message),
        Code::KeyProperty => {
            let key = model.structured(id).map(|ty| &*ty.key).unwrap_or_default();
            let key: Vec<String> = key.iter().map(|part| toml_string(&part.path.join("/"))).collect();
            fix(&name, &format!("key = [{}]", key.join(", ")), &fault.message)
        }
        _ => exclude(&name),
    }
}
