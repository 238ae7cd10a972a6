//! The elements and attributes of CSDL XML, to tell what is misspelled from what we have no use for.

/// Elements (CSDL XML 4.01, sections 3 to 14) and the attributes that each may have.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("Action", &["Name", "IsBound", "EntitySetPath"]),
    ("ActionImport", &["Name", "Action", "EntitySet"]),
    ("Add", &[]),
    ("And", &[]),
    ("Annotation", ANNOTATION),
    ("AnnotationPath", &[]),
    ("Annotations", &["Target", "Qualifier"]),
    ("Apply", &["Function"]),
    ("Binary", &[]),
    ("Bool", &[]),
    ("Cast", TYPED),
    ("Collection", &[]),
    ("ComplexType", &["Name", "BaseType", "Abstract", "OpenType"]),
    ("DataServices", &["DataServiceVersion", "MaxDataServiceVersion"]),
    ("Date", &[]),
    ("DateTimeOffset", &[]),
    ("Decimal", &[]),
    ("Div", &[]),
    ("DivBy", &[]),
    ("Duration", &[]),
    ("Edmx", &["Version"]),
    ("EntityContainer", &["Name", "Extends"]),
    ("EntitySet", &["Name", "EntityType", "IncludeInServiceDocument"]),
    ("EntityType", &["Name", "BaseType", "Abstract", "OpenType", "HasStream"]),
    ("EnumMember", &[]),
    ("EnumType", &["Name", "UnderlyingType", "IsFlags"]),
    ("Eq", &[]),
    ("Float", &[]),
    ("Function", &["Name", "IsBound", "IsComposable", "EntitySetPath"]),
    ("FunctionImport", &["Name", "Function", "EntitySet", "IncludeInServiceDocument"]),
    ("Ge", &[]),
    ("Gt", &[]),
    ("Guid", &[]),
    ("Has", &[]),
    ("If", &[]),
    ("In", &[]),
    ("Include", &["Namespace", "Alias"]),
    ("IncludeAnnotations", &["TermNamespace", "Qualifier", "TargetNamespace"]),
    ("Int", &[]),
    ("IsOf", TYPED),
    ("Key", &[]),
    ("LabeledElement", LABELED),
    ("LabeledElementReference", &[]),
    ("Le", &[]),
    ("Lt", &[]),
    ("Member", &["Name", "Value"]),
    ("Mod", &[]),
    ("ModelElementPath", &[]),
    ("Mul", &[]),
    ("NavigationProperty", &["Name", "Type", "Nullable", "Partner", "ContainsTarget"]),
    ("NavigationPropertyBinding", &["Path", "Target"]),
    ("NavigationPropertyPath", &[]),
    ("Ne", &[]),
    ("Neg", &[]),
    ("Not", &[]),
    ("Null", &[]),
    ("OnDelete", &["Action"]),
    ("Or", &[]),
    ("Parameter", NAMED_VALUE),
    ("Path", &[]),
    ("Property", NAMED_VALUE),
    ("PropertyPath", &[]),
    ("PropertyRef", &["Name", "Alias"]),
    ("PropertyValue", PROPERTY_VALUE),
    ("Record", &["Type"]),
    ("Reference", &["Uri"]),
    ("ReferentialConstraint", &["Property", "ReferencedProperty"]),
    ("ReturnType", NAMED_VALUE),
    ("Schema", &["Namespace", "Alias"]),
    ("Singleton", &["Name", "Type", "Nullable"]),
    ("String", &[]),
    ("Sub", &[]),
    ("Term", NAMED_VALUE),
    ("TimeOfDay", &[]),
    ("TypeDefinition", &["Name", "UnderlyingType", "MaxLength", "Precision", "Scale", "SRID", "Unicode"]),
    ("UrlRef", &[]),
];

/// What has a type and facets, and what a term has beside them.
const NAMED_VALUE: &[&str] = &[
    "Name",
    "Type",
    "Nullable",
    "DefaultValue",
    "MaxLength",
    "Precision",
    "Scale",
    "SRID",
    "Unicode",
    "BaseTerm",
    "AppliesTo",
];

const TYPED: &[&str] = &["Type", "MaxLength", "Precision", "Scale", "SRID", "Unicode"];

/// The attributes that hold the value of an annotation.
macro_rules! with_values {
    ($($name:literal),*) => {
        &[
            $($name,)* "AnnotationPath", "Binary", "Bool", "Date", "DateTimeOffset", "Decimal", "Duration", "EnumMember",
            "Float", "Guid", "Int", "LabeledElementReference", "ModelElementPath", "NavigationPropertyPath", "Path",
            "PropertyPath", "String", "TimeOfDay", "UrlRef",
        ]
    };
}

const ANNOTATION: &[&str] = with_values!("Term", "Qualifier");
const PROPERTY_VALUE: &[&str] = with_values!("Property");
const LABELED: &[&str] = with_values!("Name");

/// The attributes that an element may have; `None` if there is no such element.
pub(super) fn attributes(element: &str) -> Option<&'static [&'static str]> {
    let found = ELEMENTS.binary_search_by_key(&element, |(name, _)| name);
    found.ok().map(|index| ELEMENTS[index].1)
}

/// The names of all elements.
pub(super) fn elements() -> impl Iterator<Item = &'static str> {
    ELEMENTS.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_in_order() {
        assert!(elements().is_sorted());
    }
}
