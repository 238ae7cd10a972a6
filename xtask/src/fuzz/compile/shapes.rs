//! Metadata of a shape that is hard for the compiler: chains, wide types, deep inheritance, unions and cycles.

use std::fmt::Write as _;

use fastrand::Rng;

/// A document of a random shape and size.
pub(super) fn document(random: &mut Rng) -> String {
    let most = SIZES[random.usize(..SIZES.len())];
    let count = random.usize(2..=most);
    let types = match random.u8(..8) {
        0 => chain(count, navigation),
        1 => chain(count, many),
        2 => chain(count, complex),
        3 => ring(random, count),
        4 => wide(random, count),
        5 => deep(random, count.min(60)),
        6 => union(random, count.min(150)),
        _ => operation(random, count.min(100)),
    };
    format!(
        "<edmx:Edmx Version=\"4.01\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n<edmx:DataServices>\n\
         <Schema Namespace=\"Case\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{types}\
         <EntityContainer Name=\"Container\"><EntitySet Name=\"Things\" EntityType=\"Case.T0\"/></EntityContainer>\n\
         </Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

/// Most documents are small, since a large one takes the time of many.
const SIZES: &[usize] = &[4, 12, 40, 120, 400];

const PRIMITIVES: &[&str] =
    &["Edm.String", "Edm.Int32", "Edm.Boolean", "Edm.Date", "Edm.Guid", "Edm.Decimal", "Edm.Binary"];

/// An entity type with a key and these members.
fn entity(number: usize, members: &str) -> String {
    format!(
        "<EntityType Name=\"T{number}\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>{members}</EntityType>\n"
    )
}

fn navigation(to: usize) -> String {
    format!("<NavigationProperty Name=\"next\" Type=\"Case.T{to}\"/>")
}

fn many(to: usize) -> String {
    format!("<NavigationProperty Name=\"next\" Type=\"Collection(Case.T{to})\" ContainsTarget=\"true\"/>")
}

fn complex(to: usize) -> String {
    format!("<Property Name=\"next\" Type=\"Case.T{to}\"/>")
}

/// Each type leads to the one behind it.
fn chain(count: usize, link: fn(usize) -> String) -> String {
    let is_complex = link(0).starts_with("<Property");
    let mut text = String::new();
    for number in 0..count {
        let next = if number + 1 < count { link(number + 1) } else { String::new() };
        if is_complex && number > 0 {
            let _ = writeln!(text, "<ComplexType Name=\"T{number}\">{next}</ComplexType>");
        } else {
            text.push_str(&entity(number, &next));
        }
    }
    text
}

/// Complex types that lead to others at random, and so into each other.
fn ring(random: &mut Rng, count: usize) -> String {
    let mut text = entity(0, &complex(1));
    for number in 1..count {
        let _ = write!(text, "<ComplexType Name=\"T{number}\">");
        for property in 0..random.usize(1..4) {
            let to = random.usize(1..count);
            let ty = if random.u8(..3) == 0 { format!("Collection(Case.T{to})") } else { format!("Case.T{to}") };
            let nullable = random.bool();
            let _ = write!(text, "<Property Name=\"p{property}\" Type=\"{ty}\" Nullable=\"{nullable}\"/>");
        }
        text.push_str("</ComplexType>\n");
    }
    text
}

/// A type of many properties.
fn wide(random: &mut Rng, count: usize) -> String {
    let mut members = String::new();
    for number in 0..count {
        let ty = PRIMITIVES[random.usize(..PRIMITIVES.len())];
        let nullable = random.bool();
        let _ = write!(members, "\n<Property Name=\"p{number}\" Type=\"{ty}\" Nullable=\"{nullable}\"/>");
    }
    entity(0, &members)
}

/// Each type derives from the one before, and some lead back.
fn deep(random: &mut Rng, count: usize) -> String {
    let mut text = entity(0, &navigation(count - 1));
    for number in 1..count {
        let members = format!("<Property Name=\"p{number}\" Type=\"Edm.String\"/>");
        let way =
            format!("<NavigationProperty Name=\"way{number}\" Type=\"Collection(Case.T{})\"/>", random.usize(..number));
        let members = if random.bool() { members + &way } else { members };
        let _ =
            writeln!(text, "<EntityType Name=\"T{number}\" BaseType=\"Case.T{}\">{members}</EntityType>", number - 1);
    }
    text
}

/// Many types derive from one, or from one of those.
fn union(random: &mut Rng, count: usize) -> String {
    let ways =
        "<Property Name=\"place\" Type=\"Case.C0\"/><NavigationProperty Name=\"others\" Type=\"Collection(Case.T0)\"/>";
    let mut text = entity(0, ways);
    text.push_str("<ComplexType Name=\"C0\"><Property Name=\"text\" Type=\"Edm.String\"/></ComplexType>\n");
    for number in 1..count {
        let base = if random.bool() { 0 } else { random.usize(..number) };
        for (element, letter) in [("EntityType", 'T'), ("ComplexType", 'C')] {
            let _ = writeln!(
                text,
                "<{element} Name=\"{letter}{number}\" BaseType=\"Case.{letter}{base}\">\
                 <Property Name=\"p{number}\" Type=\"Case.C0\"/></{element}>"
            );
        }
    }
    text
}

/// Operations with many parameters, of which some may be left out, and with many overloads.
fn operation(random: &mut Rng, count: usize) -> String {
    let mut text = entity(0, "");
    let _ = write!(text, "<Action Name=\"act\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Case.T0\"/>");
    for number in 0..count {
        let more = if random.bool() { "<Annotation Term=\"Org.OData.Core.V1.OptionalParameter\"/>" } else { "" };
        let ty = PRIMITIVES[random.usize(..PRIMITIVES.len())];
        let _ = write!(text, "\n<Parameter Name=\"a{number}\" Type=\"{ty}\" Nullable=\"false\">{more}</Parameter>");
    }
    text.push_str("</Action>\n");
    for number in 0..count.min(30) {
        let _ = write!(text, "<Function Name=\"ask\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Case.T0\"/>");
        for parameter in 0..number {
            let _ = write!(text, "<Parameter Name=\"b{parameter}\" Type=\"Edm.Int32\"/>");
        }
        text.push_str("<ReturnType Type=\"Edm.Int32\"/></Function>\n");
    }
    text
}
