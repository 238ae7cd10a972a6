//! `slice` on temporary folders.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;

use support::Said;

fn slice(args: &[&str]) -> Said {
    support::odata(&[&["slice"], args].concat())
}

const SHOP: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="Money"><Property Name="Value" Type="Edm.Decimal"/></ComplexType>
      <EntityType Name="Product">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.String" Nullable="false"/>
        <Property Name="Price" Type="shop.Money"/>
        <NavigationProperty Name="Parts" Type="Collection(shop.Part)"/>
      </EntityType>
      <EntityType Name="Part"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityContainer Name="Shop"><EntitySet Name="Products" EntityType="shop.Product"/></EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

#[test]
fn a_file_is_sliced_by_roots_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("shop.csdl"), SHOP).unwrap();
    let whole = path("shop.csdl");

    let printed = slice(&[&whole, "--root", "Products"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    assert!(printed.out.contains("\"Money\"") && !printed.out.contains("\"Part\""), "{}", printed.out);
    assert!(printed.err.contains("EntityType                 2       1       1\n"), "{}", printed.err);

    let out = path("slice.csdl");
    let written = slice(&[&whole, "--root", "Products", "--out", &out]);
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&out).unwrap(), printed.out);
    assert_eq!(slice(&[&out, "--root", "Products"]).out, printed.out, "to slice it again changes nothing");

    let wide = slice(&[&whole, "--root", "Products", "--navigation-targets", "--exclude", "shop.M*"]);
    assert!(wide.out.contains("\"Part\"") && !wide.out.contains("Money"), "{}", wide.out);
}

#[test]
fn roots_are_listed_and_a_type_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("shop.csdl");
    fs::write(&whole, SHOP).unwrap();
    let whole = whole.to_str().unwrap();
    assert_eq!(slice(&[whole, "--list", "*"]).out, "Products\n");
    assert_eq!(slice(&[whole, "--list", "Products/*"]).out, "Products/Parts\nProducts/Price\n");
    assert_eq!(slice(&[whole, "--list", "shop.P*"]).out, "shop.Part\nshop.Product\n");
    let nothing = slice(&[whole, "--list", "Orders/*"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));

    let why = slice(&[whole, "--root", "Products", "--why", "Money"]);
    let expected = "shop.Money\n    because of shop.Product/Price\nshop.Product\n    because of root Products\n";
    assert_eq!((why.code, why.out.as_str()), (0, expected));
    let missed = slice(&[whole, "--root", "Products", "--why", "Mony"]);
    assert_eq!(missed.code, 1);
    assert_eq!(missed.err, "error: the slice has no type `Mony`\nhelp: did you mean `Money`?\n");
}

#[test]
fn what_is_refused_leaves_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("shop.csdl"), SHOP).unwrap();
    fs::write(path("slice.csdl"), "old").unwrap();
    let refused = slice(&[&path("shop.csdl"), "--root", "Prodcts", "--out", &path("slice.csdl")]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("did you mean `Products`?"), "{}", refused.err);
    assert_eq!(fs::read_to_string(path("slice.csdl")).unwrap(), "old");
}
