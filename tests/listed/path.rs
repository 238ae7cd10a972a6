//! Paths, as documentation lists them.

/// A segment of a path, with the names of the parts of a key: `Orders({Id})`, or `Orders/{Id}` where keys are segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub name: String,
    pub key: Option<Vec<String>>,
}

impl Segment {
    /// Whether it casts to a type, whose name has a namespace, which that of a property has not.
    pub fn is_cast(&self) -> bool {
        self.name.contains('.')
    }
}

/// The segments of a path.
pub fn segments(path: &str) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for text in path.split('/').skip(1) {
        match (text.split_once('('), segments.last_mut()) {
            (None, Some(last)) if text.starts_with('{') => last.key = Some(parts(text)),
            (None, _) => segments.push(Segment { name: text.to_owned(), key: None }),
            (Some((name, key)), _) => {
                segments.push(Segment { name: name.to_owned(), key: Some(parts(key.trim_end_matches(')'))) });
            }
        }
    }
    segments
}

fn parts(key: &str) -> Vec<String> {
    key.split(',').map(|part| part.trim_matches(['{', '}']).to_owned()).collect()
}

#[test]
fn a_key_stands_behind_a_name_or_is_a_segment() {
    let own = |name: &str, key: Option<&[&str]>| Segment {
        name: name.to_owned(),
        key: key.map(|parts| parts.iter().map(|part| (*part).to_owned()).collect()),
    };
    let expected = [own("Lines", Some(&["Order", "No"])), own("ns.Special", None), own("Item", None)];
    assert_eq!(segments("/Lines({Order},{No})/ns.Special/Item"), expected);
    assert_eq!(segments("/Lines/{Order},{No}/ns.Special/Item"), expected);
}
