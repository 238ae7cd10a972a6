//! Metadata composed of constructs: a small service, with fragments written into its elements.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use super::constructs::{CONSTRUCTS, Slot};
use super::words;

const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";

const VALUES: &[&str] = &[
    "Edm.String",
    "Edm.Boolean",
    "Edm.Byte",
    "Edm.Int64",
    "Edm.Double",
    "Edm.Decimal",
    "Edm.Guid",
    "Edm.Date",
    "Edm.DateTimeOffset",
    "Edm.TimeOfDay",
    "Edm.Duration",
    "Edm.Binary",
    "Edm.Untyped",
    "Edm.PrimitiveType",
    "Case.Mood",
    "Case.Days",
    "Case.Code",
];

const ENTITIES: &[&str] = &["Case.Base", "Case.Middle", "Case.Leaf", "Case.Other"];

const COMPLEXES: &[&str] = &["Case.Place", "Case.Port", "Case.Part"];

/// Which constructs and names a document has.
pub(super) struct Choice {
    /// The constructs, by their number; one may be there several times.
    pub(super) constructs: Vec<usize>,
    /// The words to take names from; none for plain ones.
    pub(super) words: Vec<String>,
}

/// A document, and the words that it gives as names, with the number of the construct.
pub(super) fn document(random: &mut Rng, choice: &Choice) -> (String, BTreeSet<(usize, String)>) {
    let mut writer = Writer {
        random,
        words: &choice.words,
        slots: BTreeMap::new(),
        taken: BTreeMap::new(),
        named: BTreeSet::new(),
        bit: 0,
    };
    choice.constructs.iter().for_each(|number| writer.add(*number));
    (writer.text(), writer.named)
}

struct Writer<'a> {
    random: &'a mut Rng,
    words: &'a [String],
    /// The fragments of each element: those of types stand below the type's name.
    slots: BTreeMap<&'static str, String>,
    /// The names of each scope.
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    named: BTreeSet<(usize, String)>,
    bit: u32,
}

impl Writer<'_> {
    fn add(&mut self, number: usize) {
        let construct = &CONSTRUCTS[number];
        let element = self.element(construct.slot);
        let is_attribute = matches!(construct.slot, Slot::Attribute | Slot::EntityAttribute);
        let known = self.slots.get(element).map_or("", String::as_str);
        // An attribute and an annotation stand at an element once, and a flag needs a bit of its own.
        let is_once = is_attribute || construct.slot == Slot::Set;
        if is_once && known.contains(construct.text) || construct.slot == Slot::Flag && self.bit > 30 {
            return;
        }
        let text = self.fill(number, element, construct.text);
        let slot = self.slots.entry(element).or_default();
        slot.push(if is_attribute { ' ' } else { '\n' });
        slot.push_str(&text);
    }

    /// The element to write a fragment into.
    fn element(&mut self, slot: Slot) -> &'static str {
        match slot {
            Slot::Attribute => {
                self.pick(&["Base.attributes", "Middle.attributes", "Place.attributes", "Port.attributes"])
            }
            Slot::EntityAttribute => self.pick(&["Base.attributes", "Leaf.attributes"]),
            Slot::Property => self.pick(&["Base", "Middle", "Leaf", "Other", "Place", "Port"]),
            Slot::EntityProperty => self.pick(&["Base", "Middle", "Leaf", "Other"]),
            Slot::Member => "Mood",
            Slot::Flag => "Days",
            Slot::Type | Slot::Operation => "schema",
            Slot::Resource => "container",
            Slot::Set => self.pick(&["Bases", "Others"]),
            Slot::Schema => "schemas",
        }
    }

    fn pick(&mut self, all: &[&'static str]) -> &'static str {
        all[self.random.usize(..all.len())]
    }

    /// A fragment without placeholders.
    fn fill(&mut self, number: usize, element: &'static str, text: &str) -> String {
        // Types inherit, so that one property has a name in all of them.
        let is_inherited = ["Base", "Middle", "Leaf", "Place", "Port"].contains(&element);
        let scope = if is_inherited { "inherited" } else { element };
        let names = [
            ("{name}", scope),
            // A type that derives from one of the document's must not have a name of its base.
            ("{free}", "inherited"),
            ("{first}", "parts"),
            ("{second}", "parts"),
        ];
        let mut text = text.to_owned();
        self.taken.remove("parts");
        for (placeholder, scope) in names {
            if text.contains(placeholder) {
                let name = self.name(number, scope);
                text = text.replace(placeholder, &name);
            }
        }
        if text.contains("{bit}") {
            text = text.replace("{bit}", &(1_u64 << self.bit).to_string());
            self.bit += 1;
        }
        let anything = [VALUES, ENTITIES, COMPLEXES].concat();
        for (placeholder, all) in
            [("{value}", VALUES), ("{entity}", ENTITIES), ("{complex}", COMPLEXES), ("{any}", &anything)]
        {
            while text.contains(placeholder) {
                let ty = all[self.random.usize(..all.len())];
                text = text.replacen(placeholder, ty, 1);
            }
        }
        text
    }

    /// A name that its scope does not have yet.
    fn name(&mut self, number: usize, scope: &'static str) -> String {
        let taken = self.taken.entry(scope).or_insert_with(|| RESERVED.iter().map(|name| (*name).to_owned()).collect());
        loop {
            let name = if self.words.is_empty() {
                format!("{}{}", ["thing", "Thing", "itemOf"][self.random.usize(..3)], self.random.u16(..999))
            } else {
                let word = &self.words[self.random.usize(..self.words.len())];
                let name = words::form(self.random, word);
                self.named.insert((number, word.clone()));
                name
            };
            if taken.insert(name.clone()) {
                return name;
            }
        }
    }

    fn text(&self) -> String {
        let at = |element: &str| self.slots.get(element).map_or("", String::as_str);
        let entity = |name: &str, base: &str, own: &str| {
            format!(
                "<EntityType Name=\"{name}\"{base}{}>{own}{}\n</EntityType>\n",
                at(&format!("{name}.attributes")),
                at(name)
            )
        };
        let derived = |base: &str| format!(" BaseType=\"Case.{base}\"");
        let key = "<Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\
                   <Property Name=\"note\" Type=\"Edm.String\"/><NavigationProperty Name=\"next\" Type=\"Case.Base\"/>";
        let complex = |name: &str, base: &str, own: &str| {
            format!(
                "<ComplexType Name=\"{name}\"{base}{}>{own}{}\n</ComplexType>\n",
                at(&format!("{name}.attributes")),
                at(name)
            )
        };
        let types = [
            entity("Base", "", key),
            entity("Middle", &derived("Base"), ""),
            entity("Leaf", &derived("Middle"), ""),
            entity("Other", "", key),
            entity("Bare", "", "<Property Name=\"note\" Type=\"Edm.String\"/>"),
            complex("Place", "", "<Property Name=\"note\" Type=\"Edm.String\"/>"),
            complex("Port", &derived("Place"), ""),
            complex("Part", "", "<Property Name=\"part\" Type=\"Edm.Int32\" Nullable=\"false\"/>"),
        ];
        format!(
            "<edmx:Edmx Version=\"4.01\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n<edmx:DataServices>\n\
             <Schema Namespace=\"Case\" xmlns=\"{EDM}\">\n{}\
             <EnumType Name=\"Mood\">\n<Member Name=\"calm\"/>{}\n</EnumType>\n\
             <EnumType Name=\"Days\" IsFlags=\"true\" UnderlyingType=\"Edm.Int64\">\n<Member Name=\"none\" Value=\"0\"/>{}\n</EnumType>\n\
             <TypeDefinition Name=\"Code\" UnderlyingType=\"Edm.String\" MaxLength=\"4\"/>\n\
             <Action Name=\"unboundAction\"/>\n\
             <Function Name=\"unboundFunction\"><ReturnType Type=\"Collection(Case.Base)\"/></Function>\n{}\n\
             <EntityContainer Name=\"Container\">\n\
             <EntitySet Name=\"Bases\" EntityType=\"Case.Base\">{}\n</EntitySet>\n\
             <EntitySet Name=\"Others\" EntityType=\"Case.Other\">{}\n</EntitySet>{}\n\
             </EntityContainer>\n</Schema>{}\n</edmx:DataServices>\n</edmx:Edmx>\n",
            types.concat(),
            at("Mood"),
            at("Days"),
            at("schema"),
            at("Bases"),
            at("Others"),
            at("container"),
            at("schemas"),
        )
    }
}

/// The names that the document has without a construct, in any scope.
const RESERVED: &[&str] = &[
    "it",
    "id",
    "note",
    "next",
    "part",
    "calm",
    "none",
    "Base",
    "Middle",
    "Leaf",
    "Other",
    "Bare",
    "Place",
    "Port",
    "Part",
    "Mood",
    "Days",
    "Code",
    "Container",
    "Bases",
    "Others",
    "unboundAction",
    "unboundFunction",
];
