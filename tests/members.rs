//! Members of an enumeration that have one number: several names of one value.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(missing_docs, reason = "their names say all")]

use std::collections::HashSet;

use odata_runtime::{Additional, Body, FlagSet, Unrecognized, complex_type, enumeration, flags, from_str};

/// What something is painted in.
#[derive(Clone)]
pub enum Paint {
    Grey,
    Gray,
    Red,
    Unrecognized(Unrecognized),
}

enumeration! {
    Paint "ns.paint";

    Grey "grey" = 1;
    Gray "gray" = 1;
    Red "red" = 2;
    .. Unrecognized
}

/// The rights of a user.
#[derive(Clone, Debug, Default)]
pub struct Rights(FlagSet);

flags! {
    Rights "ns.rights";

    NONE "none" = 0;
    READ "read" = 1;
    VIEW "view" = 1;
    WRITE "write" = 2;
    EDIT "edit" = 3;
}

/// Something that is painted.
pub struct Door {
    pub paint: Option<Paint>,
    pub paints: Option<Vec<Paint>>,
    pub rights: Option<Rights>,
    pub additional: Additional,
}

complex_type! {
    Door "ns.door";

    paint "paint": Enum, PAINT: Property(Paint) => paint: Scalar(Paint);
    paints "paints": Scalars, PAINTS: Property(Vec<Paint>) => paints: Scalars(Paint);
    rights "rights": Scalar, RIGHTS: Property(Rights) => rights: Scalar(Rights);
    .. additional
}

fn door(paint: &str, rights: &str) -> Door {
    from_str(&format!(r#"{{"paint": "{paint}", "paints": ["{paint}"], "rights": "{rights}"}}"#)).unwrap()
}

#[test]
fn members_of_one_number_are_equal() {
    assert_eq!(Paint::Grey, Paint::Gray);
    assert_ne!(Paint::Grey, Paint::Red);
    assert_ne!(Paint::from("grey"), Paint::from("green"));
    assert_eq!(Paint::from("green"), Paint::from("green"));
    let paints = HashSet::from([Paint::Grey, Paint::Gray, Paint::Red, Paint::from("green")]);
    assert_eq!(paints.len(), 3);
}

#[test]
fn sets_of_equal_members_are_equal() {
    assert_eq!(Rights::READ, Rights::VIEW);
    assert_eq!(Rights::READ | Rights::WRITE, Rights::from("view,write"));
    assert_ne!(Rights::READ, Rights::WRITE);
    assert_ne!(Rights::from("read,own"), Rights::from("view"));
    // The empty set is written as the member that is zero.
    assert_eq!(Rights::default(), Rights::NONE);
    let rights = HashSet::from([Rights::READ, Rights::VIEW, Rights::WRITE, Rights::NONE, Rights::default()]);
    assert_eq!(rights.len(), 3);
}

#[test]
fn a_set_has_a_member_by_each_of_its_names() {
    let rights = Rights::READ | Rights::WRITE;
    assert!(rights.contains(&Rights::VIEW));
    assert_eq!((rights.clone() & Rights::VIEW).as_str(), "read");
    assert_eq!((rights.clone() - Rights::VIEW).as_str(), "write");
    assert_eq!((rights | Rights::VIEW).as_str(), "read,write");
}

/// A service may use either name of a value.
#[test]
fn a_value_is_written_by_the_name_that_was_read() {
    for (paint, rights) in [("grey", "read"), ("gray", "view"), ("gray", "read,view")] {
        let written = serde_json::to_value(door(paint, rights)).unwrap();
        let read = serde_json::json!({"paint": paint, "paints": [paint], "rights": rights});
        assert_eq!(written, read);
    }
}

#[test]
fn models_with_equal_members_are_equal_and_need_no_change() {
    let (before, after) = (door("grey", "read"), door("gray", "view"));
    assert_eq!(before, after);
    assert!(Body::between(&before, &after).is_empty());
    let changed = Body::between(&before, &door("red", "view"));
    assert_eq!(changed.to_json(), serde_json::json!({"paint": "red", "paints": ["red"]}));
}

/// A number stands for the first member of that number.
#[test]
fn a_number_is_read_as_one_member() {
    let door: Door = from_str(r#"{"paint": 1, "rights": 3}"#).unwrap();
    assert_eq!(door.paint.unwrap().as_str(), "grey");
    assert_eq!(door.rights.unwrap().as_str(), "edit");
}
