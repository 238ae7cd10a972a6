//! The children of a schema. Those of a large one are read from the middle on while those before it are.
//!
//! Where the middle is, is a guess: what looks like a start tag may stand in a comment, or deeper. So what was read from
//! there on counts only if the reader that came from the beginning meets a child at this very place; else it goes on by
//! itself, as if there had been no other.

use memchr::memmem;

use super::{
    reader::{Reader, Result},
    tag::Tag,
    tree::SchemaElement,
};

/// A schema of fewer bytes is read sooner than shared out.
const LARGE: usize = 1 << 18;

/// How many bytes are looked through for a child.
const NEAR: usize = 1 << 16;

const CHILDREN: [&str; 6] = ["<Action ", "<Annotations ", "<ComplexType ", "<EntityType ", "<EnumType ", "<Function "];

impl<'a> Reader<'a> {
    /// Reads the children of a schema, up to its end. Of the schemas of a file only the first is shared out: a guess
    /// that is wrong may cost as much as to read the rest of the file.
    pub(super) fn elements(&mut self, is_first: bool) -> Result<Vec<SchemaElement<'a>>> {
        let mut elements = Vec::new();
        let Some(middle) = is_first.then(|| self.middle()).flatten() else {
            self.elements_before(None, &mut elements)?;
            return Ok(elements);
        };
        let (mut ahead, mut others) = (self.ahead(middle), Vec::new());
        let mut rest = Ok(None);
        let met = rayon::in_place_scope(|scope| {
            scope.spawn(|_| rest = ahead.elements_before(None, &mut others));
            self.elements_before(Some(middle), &mut elements)
        });
        if let Some(tag) = met? {
            if rest.is_ok() && self.take_over(ahead) {
                elements.append(&mut others);
            } else {
                elements.extend(self.schema_element(&tag)?);
                self.elements_before(None, &mut elements)?;
            }
        }
        Ok(elements)
    }

    /// Reads children up to the end of the schema, or to the one that begins at `stop`, whose start tag it gives.
    fn elements_before(
        &mut self,
        stop: Option<usize>,
        elements: &mut Vec<SchemaElement<'a>>,
    ) -> Result<Option<Tag<'a>>> {
        while let Some(tag) = self.child()? {
            if stop == Some(tag.span.start as usize) {
                return Ok(Some(tag));
            }
            elements.extend(self.schema_element(&tag)?);
        }
        Ok(None)
    }

    /// Where a child near the middle of the schema seems to begin, if the schema seems to be large.
    fn middle(&self) -> Option<usize> {
        let rest = self.rest().as_bytes();
        let end = memmem::find(rest, b"</Schema").filter(|end| *end > LARGE)?;
        // Annotations, which stand behind types for the most part, have fewer tags in as many bytes.
        let from = end / 7 * 3;
        let near = &rest[from..rest.len().min(from + NEAR)];
        let child = CHILDREN.iter().filter_map(|child| memmem::find(near, child.as_bytes())).min()?;
        Some(self.position() + from + child)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        csdl::{parse, tag::Item},
        limits::Limits,
        source::Source,
    };

    const HEAD: &str =
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>"#;
    const SCHEMA: &str = r#"<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm"><!--ooSchema-->"#;
    const TAIL: &str = "</Schema></edmx:DataServices></edmx:Edmx>";
    const GUESS: &str = r#"<EntityType Name="guess"/>"#;

    /// Of more than `LARGE` bytes, most of them blanks.
    fn many(element: &str) -> String {
        format!("{element:<200}").repeat(LARGE / 200 + 1)
    }

    /// An element with so many faults.
    fn faulty(faults: usize) -> String {
        let attributes: String = ('A'..='Z').take(faults).flat_map(|fault| [' ', fault, '=', '"', '"']).collect();
        format!(r#"<EntityType Name="a"{attributes}/>"#)
    }

    fn file(before: &str, middle: &str, after: &str) -> Source {
        let text = [HEAD, SCHEMA, &many(before), middle, &many(after), TAIL].concat();
        Source { name: "shop.xml".to_owned(), text }
    }

    /// What is read, and what would be if the schema seemed to end at once, so that nobody looked for its middle.
    fn read(source: &Source) -> [String; 2] {
        let other = Source { text: source.text.replacen("<!--ooSchema-->", "<!--</Schema-->", 1), ..source.clone() };
        assert_eq!(guess(&other), None);
        [source, &other].map(|source| format!("{:?}", parse(source, 0, Limits::default())))
    }

    fn guess(source: &Source) -> Option<usize> {
        at_schema(source).middle()
    }

    fn at_schema(source: &Source) -> Reader<'_> {
        let mut reader = Reader::new(source, 0, Limits::default());
        while !matches!(reader.next(), Ok(Item::Start(tag)) if tag.name == "Schema") {}
        reader
    }

    #[test]
    fn what_is_read_from_the_middle_on_is_what_follows() {
        let source = file(r#"<EntityType Name="a"/>"#, "", r#"<EntityType Name="b" Unknown="c"/>"#);
        let mut reader = at_schema(&source);
        let middle = guess(&source).unwrap();
        let (mut all, mut first, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        at_schema(&source).elements_before(None, &mut all).unwrap();
        let mut ahead = reader.ahead(middle);
        ahead.elements_before(None, &mut rest).unwrap();
        let met = reader.elements_before(Some(middle), &mut first).unwrap();
        assert_eq!(met.map(|tag| tag.span.start as usize), Some(middle));
        assert!(first.len() > 1000 && rest.len() > 1000);
        first.append(&mut rest);
        assert_eq!(format!("{first:?}"), format!("{all:?}"));
        assert!(reader.take_over(ahead));
        assert!(reader.rest().starts_with("</edmx:DataServices>"));
        let [read, expected] = read(&source);
        assert!(read == expected && read.starts_with("Ok"));
    }

    #[test]
    fn a_guess_that_is_no_child_makes_no_difference() {
        let guesses = many(GUESS);
        let annotated = |value: &str| format!(r#"<EntityType Name="b"><Annotation Term="t.t" {value}</EntityType>"#);
        for middle in [
            format!("<!--{guesses}-->"),
            format!("<!--{}-->", many(r#"<EntityType Name="guess">"#)),
            format!("<!--{guesses}{guesses}</Schema>-->"),
            annotated(&format!("><String><![CDATA[{guesses}]]></String></Annotation>")),
            annotated(&format!("String='{guesses}'/>")),
            format!("<Unknown>{guesses}</Unknown>"),
            format!("<EntityType Name='b'>{guesses}</EntityType>"),
            format!(r#"<o:o xmlns:o="other">{guesses}</o:o>"#),
            format!("<?other {guesses}?>"),
        ] {
            let source = file(r#"<EntityType Name="a"/>"#, &middle, r#"<EntityType Name="c"/>"#);
            let from_guess = guess(&source).map(|at| &source.text[at..]).unwrap();
            assert!(from_guess.starts_with(r#"<EntityType Name="guess""#));
            let [read, expected] = read(&source);
            assert!(read == expected, "{}", &middle[..80]);
        }
    }

    #[test]
    fn a_guess_in_another_schema_makes_no_difference() {
        let first = r#"<e:Schema Namespace="a" xmlns:e="http://docs.oasis-open.org/odata/ns/edm"><e:EntityType Name="a"/></e:Schema>"#;
        let text = [HEAD, first, SCHEMA, &many(GUESS), &many(GUESS), TAIL].concat();
        let source = Source { name: "shop.xml".to_owned(), text };
        assert!(guess(&source).is_some());
        let [read, expected] = read(&source);
        assert!(read == expected && read.starts_with("Ok"));
    }

    #[test]
    fn problems_are_the_same_wherever_they_are() {
        let sound = r#"<EntityType Name="a"/>"#;
        for (before, middle, after) in [
            (sound, "", r#"<EntityType Nam="b"/>"#),
            (sound, "", r#"<EntityType Name="b"><Property Name="c"/></EntityType>"#),
            (r#"<EntityType Name="a" Old="x"/>"#, "", r#"<EntityType Name="b" New="x"/>"#),
            (r#"<EntityType Nam="a"/>"#, "", sound),
            (sound, "<broken", sound),
            (sound, "", r#"<EntityType Name="b">"#),
            (sound, "", r#"<EntityType Name="b"/></Schema>"#),
            (sound, "", r#"<EntityType Name="&b;"/>"#),
            (sound, "</EntityType>", sound),
            // So many that reading ends, because of those in one half, and because of those in both.
            (&faulty(10), "", sound),
            (sound, "", &faulty(10)),
            (&faulty(5), "", &faulty(5)),
        ] {
            let source = file(before, middle, after);
            assert!(guess(&source).is_some());
            let [read, expected] = read(&source);
            assert!(read == expected, "{before} {middle} {after}");
        }
    }

    #[test]
    fn prefixes_that_end_before_the_middle_are_not_known_behind_it() {
        let declaring = r#"<o:EntityType Name="a" xmlns:o="http://docs.oasis-open.org/odata/ns/edm"/>"#;
        let source = file(declaring, "", r#"<EntityType Name="b"/><o:EntityType Name="c"/>"#);
        let [read, expected] = read(&source);
        assert!(read == expected && !read.contains("\"c\""));
    }
}
