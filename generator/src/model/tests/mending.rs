//! Overlays and manifests, and what is wrong with them.

use super::{build_all, manifest, property};
use crate::{
    manifest::Manifest,
    model::{Primitive, ValueType},
    source::Source,
};

#[test]
fn an_overlay_that_misses_is_refused() {
    let overlay = r#"<Annotations Target="s.item/displayNme"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Annotations>
<Annotations Target="s.item"><Annotation Term="Org.OData.Core.V1.Descripton" String="x"/></Annotations>
<ComplexType Name="mine"/>"#;
    let schema = r#"<ComplexType Name="item"><Property Name="displayName" Type="Edm.String"/></ComplexType>"#;
    assert_eq!(
        build_all(schema, Some(overlay), None).expect_err("the overlay is at fault"),
        r#"error[CSDL852]: there is no `s.item/displayNme` to annotate
 --> overlay.xml:4:22
  |
4 | <Annotations Target="s.item/displayNme"><Annotation Term="Org.OData.Core.V1.Description" String="x"/></Annotations>
  |                      ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `displayName`?

error[CSDL853]: `Org.OData.Core.V1.Descripton` has no effect
 --> overlay.xml:5:48
  |
5 | <Annotations Target="s.item"><Annotation Term="Org.OData.Core.V1.Descripton" String="x"/></Annotations>
  |                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a term that the generator uses, without qualifier
  |
  = help: did you mean `Org.OData.Core.V1.Description`?

error[CSDL851]: a declaration in an overlay
 --> overlay.xml:6:1
  |
6 | <ComplexType Name="mine"/>
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^ an overlay holds `Annotations` only"#
    );
}

#[test]
fn fixes_correct_a_property() {
    let schema = r#"<ComplexType Name="item"><Property Name="a" Type="Edm.String"/></ComplexType>"#;
    let fix = manifest("[[fix]]\ntarget = \"s.item/a\"\nnullable = false\ntype = \"Edm.Int32\"\nreason = \"seen\"\n");
    let model = build_all(schema, None, Some(&fix)).expect("all are sound");
    let a = property(&model, "shop.v1.item", "a");
    assert_eq!((a.nullable, &a.ty.value), (false, &ValueType::Primitive(Primitive::Int32)));
}

#[test]
fn fixes_that_do_nothing_are_refused() {
    let schema = r#"<ComplexType Name="item"><Property Name="a" Type="Edm.String"/></ComplexType>"#;
    let fixes = manifest(
        "[[fix]]\ntarget = \"shop.v1.item/a\"\nnullable = true\nreason = \"seen\"\n\
         [[fix]]\ntarget = \"shop.v1.itme/a\"\nnullable = true\nreason = \"seen\"\n\
         [[fix]]\ntarget = \"shop.v1.item/a\"\nreason = \"seen\"\n",
    );
    assert_eq!(
        build_all(schema, None, Some(&fixes)).expect_err("the fixes are at fault"),
        r#"error[CSDL907]: this fix changes nothing
 --> codegen.toml:8:10
  |
8 | target = "shop.v1.item/a"
  |          ^^^^^^^^^^^^^^^^ the metadata says so already
  |
  = help: the metadata was mended: remove the fix

error[CSDL906]: there is no property `shop.v1.itme/a`
  --> codegen.toml:12:10
   |
12 | target = "shop.v1.itme/a"
   |          ^^^^^^^^^^^^^^^^ `namespace.type/property`
   |
   = help: did you mean `shop.v1.item`?

error[CSDL905]: this fix says nothing
  --> codegen.toml:16:10
   |
16 | target = "shop.v1.item/a"
   |          ^^^^^^^^^^^^^^^^ `nullable`, `type`, `absent`, `base-type`, `key`, or `capability` with `allowed`"#
    );
}

#[test]
fn a_manifest_is_checked() {
    let text = "[[service.cloud]]\nname = \"Global\"\ntitle = \"t\"\nroot = \"https://x.y/\"\nscope = \"s\"\n";
    let source = Source { name: "codegen.toml".to_owned(), text: manifest(text) };
    assert_eq!(
        Manifest::parse(&source).expect_err("a slash").to_string(),
        r#"error[CSDL903]: the root ends with a slash
  --> codegen.toml:10:8
   |
10 | root = "https://x.y/"
   |        ^^^^^^^^^^^^^^
   |
   = help: take the last `/` off"#
    );
    let source = Source { name: "codegen.toml".to_owned(), text: manifest("[serivce]\n") };
    assert_eq!(
        Manifest::parse(&source).expect_err("an unknown key").to_string(),
        r"error[CSDL901]: unknown field `serivce`, expected one of `crate`, `source`, `service`, `roots`, `slice`, `warnings`, `limits`, `fix`, `members`
 --> codegen.toml:7:2
  |
7 | [serivce]
  |  ^^^^^^^"
    );
}
