//! The bombs, and what each is made of.

use odata_codegen::Code;

/// A bomb: its name, what it is made of in that number, what number fills it, and what becomes of it.
pub(crate) type Bomb = (&'static str, fn(usize) -> String, usize, Option<Code>);

pub(crate) const BOMBS: &[Bomb] = &[
    ("billion laughs", billion_laughs, 10, Some(Code::DocumentType)),
    ("one long entity, used often", quadratic_entity, 100_000, Some(Code::DocumentType)),
    ("an external entity", external_entity, 1, Some(Code::DocumentType)),
    ("an entity without declaration", unknown_entity, 1, Some(Code::UnknownEntity)),
    ("deep elements", deep, 1_000_000, Some(Code::TooDeep)),
    ("deep elements of another namespace", deep_foreign, 1_000_000, Some(Code::TooDeep)),
    ("deep expressions", deep_expressions, 1_000_000, Some(Code::TooDeep)),
    ("deep `Collection(Collection(...))`", deep_collection, 1_000_000, Some(Code::NotQualified)),
    ("a file above the limit", long_attribute, 68_000_000, Some(Code::TooLarge)),
    ("a long attribute", long_attribute, 48_000_000, None),
    ("a long text in pieces", pieces, 1_000_000, None),
    ("references to characters in an attribute", character_references, 1_000_000, None),
    ("attributes of an element", attributes, 1_000_000, Some(Code::TooManyAttributes)),
    ("long attributes of a foreign element", foreign_attributes, 1_000_000, None),
    ("prefixes of an element", prefixes, 1_000_000, Some(Code::Malformed)),
    ("nested prefixes", nested_prefixes, 1_000_000, Some(Code::Malformed)),
    ("comments and instructions", comments, 1_000_000, None),
    ("annotations of an element", annotations, 1_000_000, None),
    ("annotations from outside", outer_annotations, 100_000, None),
    ("a name of 10 MB", long_name, 10_000_000, Some(Code::LongName)),
    ("a long unknown type", long_unknown, 10_000_000, None),
    ("unknown types", unknown_types, 40_000, None),
    ("unknown targets of annotations", unknown_targets, 20_000, None),
    ("empty elements without names", nameless, 1_000_000, Some(Code::MissingAttribute)),
    ("properties of a type", properties, 10_000, None),
    ("too many properties of a type", properties, 100_000, Some(Code::TooManyMembers)),
    ("types", types, 20_000, None),
    ("too many types", types, 100_100, Some(Code::TooManyTypes)),
    ("each type derived from the one before", chain, 100_000, Some(Code::TooManyMembers)),
    ("types derived from a large one", wide, 30_000, Some(Code::TooManyMembers)),
    ("types derived from one", derived, 20_000, None),
    ("a chain of complex types", nested, 5_000, None),
    ("entity sets", sets, 20_000, None),
    ("entity sets that lead to everything", mesh, 300, None),
    ("overloads of a function", overloads, 2_000, None),
    ("too many overloads of a function", overloads, 100_000, Some(Code::TooManyMembers)),
    ("members of an enumeration", members, 10_000, None),
    ("names that are equal in Rust", equal_names, 5_000, None),
    ("types that are equal in Rust", equal_types, 5_000, None),
    ("namespaces", namespaces, 20_000, None),
    ("deep namespace", deep_namespace, 250, None),
    ("a container that extends another", containers, 20_000, None),
    ("huge facets", huge_facets, 100_000, None),
];

fn repeat(count: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0..count {
        text.push_str(&item(index));
    }
    text
}

fn schema(content: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"S\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{content}</Schema>\
         </edmx:DataServices></edmx:Edmx>"
    )
}

fn complex(content: &str) -> String {
    schema(&format!("<ComplexType Name=\"C\">{content}</ComplexType>"))
}

fn billion_laughs(depth: usize) -> String {
    let entities = repeat(depth, |index| format!("<!ENTITY e{} \"{}\">", index + 1, format!("&e{index};").repeat(10)));
    format!("<!DOCTYPE e [<!ENTITY e0 \"lol\">{entities}]>{}", complex(&format!("&e{depth};")))
}

fn quadratic_entity(count: usize) -> String {
    let long = "a".repeat(count);
    format!("<!DOCTYPE e [<!ENTITY e \"{long}\">]>{}", complex(&"&e;".repeat(count)))
}

fn external_entity(_: usize) -> String {
    format!("<!DOCTYPE e [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}", complex("&e;"))
}

fn unknown_entity(_: usize) -> String {
    complex("<Property Name=\"a\" Type=\"Edm.String\" DefaultValue=\"&e;\"/>")
}

fn deep(count: usize) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{}",
        "<edmx:a>".repeat(count)
    )
}

fn deep_foreign(count: usize) -> String {
    complex(&format!("{}{}", "<x:a>".repeat(count), "</x:a>".repeat(count)))
}

fn deep_expressions(count: usize) -> String {
    let (open, close) = ("<Collection>".repeat(count), "</Collection>".repeat(count));
    complex(&format!("<Annotation Term=\"S.T\">{open}{close}</Annotation>"))
}

fn deep_collection(count: usize) -> String {
    let ty = format!("{}Edm.String{}", "Collection(".repeat(count), ")".repeat(count));
    complex(&format!("<Property Name=\"a\" Type=\"{ty}\"/>"))
}

fn long_attribute(bytes: usize) -> String {
    let text = "word ".repeat(bytes / 5);
    complex(&format!("<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/>"))
}

fn pieces(count: usize) -> String {
    let text = "a<!-- b --><![CDATA[<]]>&amp;<?c?>\n".repeat(count);
    complex(&format!("<Annotation Term=\"Org.OData.Core.V1.Description\"><String>{text}</String></Annotation>"))
}

fn character_references(count: usize) -> String {
    let text = "&#x61;&amp;".repeat(count);
    complex(&format!("<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/>"))
}

fn attributes(count: usize) -> String {
    complex(&format!("<Property {}/>", repeat(count, |index| format!("a{index}=\"\" "))))
}

fn foreign_attributes(count: usize) -> String {
    complex(&format!("<x:y {}/>", repeat(count, |index| format!("a{index}=\"\" "))))
}

fn prefixes(count: usize) -> String {
    complex(&format!("<x:y {}/>", repeat(count, |index| format!("xmlns:a{index}=\"b\" "))))
}

fn nested_prefixes(count: usize) -> String {
    complex(&repeat(count, |index| format!("<a{index}:b xmlns:a{index}=\"c\">")))
}

fn comments(count: usize) -> String {
    complex(&"<!-- a --><?b c?>".repeat(count))
}

fn annotations(count: usize) -> String {
    complex(&"<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"a\"/>".repeat(count))
}

fn outer_annotations(count: usize) -> String {
    let property = "<ComplexType Name=\"C\"><Property Name=\"a\" Type=\"Edm.String\"/></ComplexType>";
    let group =
        "<Annotations Target=\"S.C/a\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"a\"/></Annotations>";
    schema(&format!("{property}{}", group.repeat(count)))
}

fn long_name(bytes: usize) -> String {
    complex(&format!("<Property Name=\"{}\" Type=\"Edm.String\"/>", "a".repeat(bytes)))
}

fn long_unknown(bytes: usize) -> String {
    complex(&format!("<Property Name=\"a\" Type=\"S.{}\"/>", "a".repeat(bytes)))
}

fn unknown_types(count: usize) -> String {
    schema(&repeat(count, |index| {
        format!(
            "<EnumType Name=\"E{index}\"/>\
             <ComplexType Name=\"C{index}\"><Property Name=\"a\" Type=\"S.F{index}\"/></ComplexType>"
        )
    }))
}

fn unknown_targets(count: usize) -> String {
    schema(&repeat(count, |index| {
        format!(
            "<ComplexType Name=\"C{index}\"/><Annotations Target=\"S.D{index}/a\"><Annotation Term=\"S.T\"/></Annotations>"
        )
    }))
}

fn nameless(count: usize) -> String {
    complex(&"<Property/>".repeat(count))
}

fn properties(count: usize) -> String {
    complex(&repeat(count, |index| format!("<Property Name=\"a{index}\" Type=\"Edm.String\"/>")))
}

fn types(count: usize) -> String {
    schema(&repeat(count, |index| format!("<ComplexType Name=\"C{index}\"/>")))
}

fn chain(count: usize) -> String {
    schema(&repeat(count, |index| {
        let base = if index == 0 { String::new() } else { format!(" BaseType=\"S.C{}\"", index - 1) };
        format!("<ComplexType Name=\"C{index}\"{base}><Property Name=\"a{index}\" Type=\"Edm.String\"/></ComplexType>")
    }))
}

fn wide(count: usize) -> String {
    let large = repeat(count, |index| format!("<Property Name=\"a{index}\" Type=\"Edm.String\"/>"));
    let others = repeat(count, |index| format!("<ComplexType Name=\"C{index}\" BaseType=\"S.B\"/>"));
    schema(&format!("<ComplexType Name=\"B\">{large}</ComplexType>{others}"))
}

fn derived(count: usize) -> String {
    let others = repeat(count, |index| format!("<ComplexType Name=\"C{index}\" BaseType=\"S.B\"/>"));
    schema(&format!("<ComplexType Name=\"B\"/>{others}"))
}

fn nested(count: usize) -> String {
    schema(&repeat(count, |index| {
        let next = if index + 1 == count { String::from("Edm.String") } else { format!("S.C{}", index + 1) };
        format!("<ComplexType Name=\"C{index}\"><Property Name=\"a\" Type=\"{next}\"/></ComplexType>")
    }))
}

const KEY: &str = "<Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>";

fn sets(count: usize) -> String {
    let types = repeat(count, |index| format!("<EntityType Name=\"E{index}\">{KEY}</EntityType>"));
    let sets = repeat(count, |index| format!("<EntitySet Name=\"s{index}\" EntityType=\"S.E{index}\"/>"));
    schema(&format!("{types}<EntityContainer Name=\"Container\">{sets}</EntityContainer>"))
}

fn mesh(count: usize) -> String {
    let types = repeat(count, |index| {
        let ways = repeat(count, |to| {
            format!("<NavigationProperty Name=\"n{to}\" Type=\"Collection(S.E{to})\" ContainsTarget=\"true\"/>")
        });
        format!("<EntityType Name=\"E{index}\">{KEY}{ways}</EntityType>")
    });
    let sets = repeat(count, |index| format!("<EntitySet Name=\"s{index}\" EntityType=\"S.E{index}\"/>"));
    schema(&format!("{types}<EntityContainer Name=\"Container\">{sets}</EntityContainer>"))
}

fn overloads(count: usize) -> String {
    let overloads = repeat(count, |index| {
        format!(
            "<Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"S.E\"/>\
             <Parameter Name=\"a{index}\" Type=\"Edm.String\"/><ReturnType Type=\"Edm.String\"/></Function>"
        )
    });
    let set = "<EntityContainer Name=\"Container\"><EntitySet Name=\"s\" EntityType=\"S.E\"/></EntityContainer>";
    schema(&format!("<EntityType Name=\"E\">{KEY}</EntityType>{overloads}{set}"))
}

fn members(count: usize) -> String {
    schema(&format!(
        "<EnumType Name=\"E\">{}</EnumType>",
        repeat(count, |index| format!("<Member Name=\"m{index}\"/>"))
    ))
}

/// What stands behind the letter is no part of an identifier.
fn equal_name(index: usize) -> String {
    let symbol = |index: usize| char::from_u32(0x4dc0 + u32::try_from(index % 64).unwrap_or_default()).unwrap_or('!');
    format!("a{}{}{}", symbol(index), symbol(index / 64), symbol(index / 4096))
}

fn equal_names(count: usize) -> String {
    complex(&repeat(count, |index| format!("<Property Name=\"{}\" Type=\"Edm.String\"/>", equal_name(index))))
}

fn equal_types(count: usize) -> String {
    schema(&repeat(count, |index| format!("<ComplexType Name=\"{}\"/>", equal_name(index))))
}

fn namespaces(count: usize) -> String {
    let schemas = repeat(count, |index| {
        format!(
            "<Schema Namespace=\"S{index}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><ComplexType Name=\"C\"/></Schema>"
        )
    });
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{schemas}</edmx:DataServices></edmx:Edmx>"
    )
}

fn deep_namespace(count: usize) -> String {
    schema("<ComplexType Name=\"C\"/>").replace("\"S\"", &format!("\"S{}\"", ".a".repeat(count)))
}

fn containers(count: usize) -> String {
    schema(&repeat(count, |index| {
        let extends = if index == 0 { String::new() } else { format!(" Extends=\"S.C{}\"", index - 1) };
        format!("<EntityContainer Name=\"C{index}\"{extends}/>")
    }))
}

fn huge_facets(count: usize) -> String {
    let digits = "9".repeat(count);
    complex(&format!(
        "<Property Name=\"a\" Type=\"Edm.Decimal\" MaxLength=\"{digits}\" Precision=\"{digits}\" Scale=\"{digits}\" SRID=\"{digits}\"/>"
    ))
}
