//! The command line on temporary folders.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;
use xtask::tree::MARK;

/// A folder with `in/codegen.toml`, `in/shop.csdl`, and room for the crate `shop`.
struct Shop(TempDir);

/// What a run said.
struct Said {
    code: u8,
    out: String,
    err: String,
}

fn xtask(args: &[&str]) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["xtask", "codegen"].iter().chain(args).map(OsString::from);
    let code = xtask::run(args, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code, out: text(out), err: text(err) }
}

fn csdl(entities: &[&str]) -> String {
    let types = entities.iter().map(|name| {
        format!(
            "<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"Id\" /></Key>\
             <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\" /></EntityType>\n"
        )
    });
    let types: String = types.collect();
    let sets = entities.iter().map(|name| format!("<EntitySet Name=\"{name}s\" EntityType=\"shop.{name}\" />\n"));
    let sets: String = sets.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices><Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         {types}<EntityContainer Name=\"Shop\">\n{sets}</EntityContainer>\n\
         </Schema></edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

impl Shop {
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        fs::create_dir(shop.path("in")).unwrap();
        shop.write(
            "in/codegen.toml",
            "roots = [\"*\"]\n[crate]\nname = \"shop\"\npath = \"../shop\"\n[source]\ncsdl = \"shop.csdl\"\n",
        );
        shop.write("in/shop.csdl", &csdl(&["Product", "Order"]));
        shop
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        self.path(path).to_str().unwrap().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn codegen(&self, args: &[&str]) -> Said {
        let manifest = self.text("in/codegen.toml");
        xtask(&[&["--manifest", &manifest], args].concat())
    }

    /// Every file and folder, with bytes and time.
    fn state(&self) -> BTreeMap<String, Option<(Vec<u8>, SystemTime)>> {
        let mut state = BTreeMap::new();
        walk(self.0.path(), &mut state);
        state
    }

    /// A model file of the crate, as a path from the folder of the test.
    fn model_of(&self, entity: &str) -> String {
        let ending = format!("{entity}.rs");
        let state = self.state();
        let found = state.keys().find(|path| path.ends_with(&ending)).unwrap();
        let found = Path::new(found).strip_prefix(self.0.path()).unwrap();
        found.to_str().unwrap().to_owned()
    }
}

fn walk(folder: &Path, state: &mut BTreeMap<String, Option<(Vec<u8>, SystemTime)>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        if path.is_dir() {
            state.insert(name, None);
            walk(&path, state);
        } else {
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            state.insert(name, Some((fs::read(&path).unwrap(), time)));
        }
    }
}

#[test]
fn a_first_run_writes_and_a_second_touches_nothing() {
    let shop = Shop::new();
    let first = shop.codegen(&[]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("shop: "), "{}", first.out);
    assert!(first.out.contains(" 0 unchanged, 0 removed, "), "{}", first.out);
    assert_eq!(first.out.lines().count(), 1);
    let before = shop.state();
    assert!(!before.keys().any(|path| path.contains("/.codegen-")));

    let second = shop.codegen(&[]);
    assert_eq!(second.code, 0);
    assert!(second.out.contains(": 0 written, "), "{}", second.out);
    assert_eq!(shop.state(), before);
    assert_eq!(shop.codegen(&["--check"]).code, 0);
    assert_eq!(shop.state(), before);
}

#[test]
fn every_file_bears_the_mark() {
    let shop = Shop::new();
    shop.codegen(&[]);
    let root = shop.text("shop");
    let files = shop.state().into_iter().filter(|(path, _)| path.starts_with(&root));
    for (path, content) in files {
        if let Some((bytes, _)) = content {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.lines().next().unwrap().contains(MARK), "{path}");
        }
    }
}

#[test]
fn a_type_that_goes_takes_its_file_along_and_no_other() {
    let shop = Shop::new();
    shop.codegen(&[]);
    let (product, order) = (shop.model_of("product"), shop.model_of("order"));
    let by_hand = order.replace("order.rs", "by_hand.rs");
    shop.write(&by_hand, "// Mine.\n");
    shop.write("shop/notes.md", "mine\n<!-- @generated by `cargo xtask codegen` -->\n");
    shop.write("shop/Cargo.lock", &format!("# {MARK}\n"));
    fs::create_dir_all(shop.path("shop/target")).unwrap();
    shop.write("shop/target/x.rs", &format!("// {MARK}\n"));
    fs::create_dir_all(shop.path("shop/src/old/deep")).unwrap();
    shop.write("shop/src/old/deep/x.rs", &format!("// {MARK}\n"));
    let kept = shop.state()[&shop.text(&product)].clone();

    shop.write("in/shop.csdl", &csdl(&["Product"]));
    let said = shop.codegen(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!shop.path(&order).exists());
    assert!(!shop.path("shop/src/old").exists(), "empty folders go");
    for path in [&by_hand, "shop/notes.md", "shop/Cargo.lock", "shop/target/x.rs"] {
        assert!(shop.path(path).exists(), "{path}");
    }
    assert_eq!(shop.state()[&shop.text(&product)], kept);
    assert_eq!(shop.codegen(&["--check"]).code, 0);
}

#[test]
fn check_names_each_file_and_the_command() {
    let shop = Shop::new();
    shop.codegen(&[]);
    let (product, order) = (shop.model_of("product"), shop.model_of("order"));
    let edited = fs::read_to_string(shop.path(&product)).unwrap() + "// x\n";
    shop.write(&product, &edited);
    fs::remove_file(shop.path(&order)).unwrap();
    shop.write("shop/src/extra.rs", &format!("// {MARK}\n"));
    let before = shop.state();

    let said = shop.codegen(&["--check"]);
    assert_eq!(said.code, 1);
    assert_eq!(shop.state(), before);
    assert!(said.out.contains(&format!("differs: {}\n    --- on disk\n", shop.text(&product))));
    assert!(said.out.contains("    -// x\n"), "{}", said.out);
    assert!(said.out.contains(&format!("missing: {}\n", shop.text(&order))));
    assert!(said.out.contains(&format!("extra: {}", shop.text("shop/src/extra.rs"))));
    let command = format!("cargo xtask codegen --manifest {}", shop.text("in/codegen.toml"));
    assert!(said.err.contains("3 files are"), "{}", said.err);
    assert!(said.err.contains(&format!("run `{command}`")), "{}", said.err);

    assert_eq!(shop.codegen(&[]).code, 0);
    assert_eq!(shop.codegen(&["--check"]).code, 0);
}

#[test]
fn check_of_a_crate_that_is_not_there_writes_nothing() {
    let shop = Shop::new();
    assert_eq!(shop.codegen(&["--check"]).code, 1);
    assert!(!shop.path("shop").exists());
}

#[test]
fn refused_input_creates_nothing() {
    let shop = Shop::new();
    let before = shop.state();
    shop.write("in/shop.csdl", "<edmx:Edmx");
    assert_eq!(shop.codegen(&[]).code, 1);
    shop.write("in/shop.csdl", &csdl(&["Product"]));
    shop.write("in/codegen.toml", "roots = [\"*\"]\nroots = 1\n");
    assert_eq!(shop.codegen(&[]).code, 1);
    let said = xtask(&["--csdl", &shop.text("in/shop.csdl"), "--root", "Produkts", "--out", &shop.text("out/shop")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("Produkts"), "{}", said.err);
    fs::write(shop.path("in/shop.csdl"), [0xff, 0xfe, 0x3c]).unwrap();
    let said = xtask(&["--csdl", &shop.text("in/shop.csdl"), "--all", "--out", &shop.text("out")]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("is not UTF-8"), "{}", said.err);
    assert!(shop.state().keys().eq(before.keys()));
}

#[test]
fn metadata_that_is_not_the_one_meant_is_refused() {
    let shop = Shop::new();
    let manifest = fs::read_to_string(shop.path("in/codegen.toml")).unwrap();
    shop.write("in/codegen.toml", &format!("{manifest}sha256 = \"abc\"\n"));
    let said = shop.codegen(&[]);
    assert_eq!(said.code, 1);
    assert!(!shop.path("shop").exists());
    let (_, help) = said.err.split_once("help: ").unwrap();
    assert!(said.err.contains("the manifest has  abc"), "{}", said.err);
    assert!(help.contains("under [source] in"), "{help}");

    let digest = help.split('"').nth(1).unwrap();
    shop.write("in/codegen.toml", &format!("{manifest}sha256 = \"{digest}\"\n"));
    assert_eq!(shop.codegen(&[]).code, 0);
}

#[test]
fn a_folder_in_the_place_of_a_file_changes_nothing() {
    let shop = Shop::new();
    shop.codegen(&[]);
    let order = shop.model_of("order");
    fs::remove_file(shop.path(&order)).unwrap();
    fs::create_dir(shop.path(&order)).unwrap();
    shop.write("in/shop.csdl", &csdl(&["Order", "Invoice"]));
    let before = shop.state();
    let said = shop.codegen(&[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("order.rs"), "{}", said.err);
    assert_eq!(shop.state(), before);
}

#[test]
fn somebody_elses_crate_is_not_overwritten() {
    let shop = Shop::new();
    fs::create_dir(shop.path("shop")).unwrap();
    shop.write("shop/Cargo.toml", "[package]\n");
    let before = shop.state();
    let said = shop.codegen(&[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("Cargo.toml would be overwritten"), "{}", said.err);
    assert_eq!(shop.state(), before);
}

#[test]
fn a_stand_alone_crate_is_named_after_its_folder() {
    let shop = Shop::new();
    let (metadata, out) = (shop.text("in/shop.csdl"), shop.text("deep/My Shop"));
    let said = xtask(&["--csdl", &metadata, "--all", "--out", &out]);
    assert_eq!(said.code, 0, "{}", said.err);
    let cargo = fs::read_to_string(shop.path("deep/My Shop/Cargo.toml")).unwrap();
    assert!(cargo.contains("\"my-shop\""), "{cargo}");

    let args = ["--csdl", &metadata, "--root", "shop.Order", "--out", &out, "--name", "orders"];
    let said = xtask(&[&args[..], &["--check"]].concat());
    assert_eq!(said.code, 1);
    let command = format!("`cargo xtask codegen --csdl {metadata} --root shop.Order --out '{out}' --name orders`");
    assert!(said.err.contains(&command), "{}", said.err);
    assert_eq!(xtask(&args).code, 0);
    let cargo = fs::read_to_string(shop.path("deep/My Shop/Cargo.toml")).unwrap();
    assert!(cargo.contains("\"orders\""), "{cargo}");
}

#[test]
fn wrong_usage_is_told_from_refused_input() {
    for args in [
        &["--no-such-flag"][..],
        &["--all"],
        &["--root", "x"],
        &["--csdl", "x.csdl", "--out", "x"],
        &["--csdl", "x.csdl", "--all"],
        &["--csdl", "x.csdl", "--all", "--root", "x", "--out", "x"],
        &["--csdl", "x.csdl", "--all", "--out", "x", "--manifest", "y"],
        &["--csdl", "x.csdl", "--all", "--out", "x", "--name", "1 2"],
    ] {
        let said = xtask(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.starts_with("error: "), "{args:?}: {}", said.err);
    }
    let said = xtask(&["--help"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let said = xtask(&["--manifest", "no-such-folder/codegen.toml"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("no-such-folder/codegen.toml\ncaused by: "), "{}", said.err);
}

#[test]
fn the_binary_passes_the_exit_code_on() {
    let code = |args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask")).args(args).output().unwrap();
        output.status.code()
    };
    assert_eq!(code(&["--help"]), Some(0));
    assert_eq!(code(&["codegen", "--manifest", "no-such-file"]), Some(1));
    assert_eq!(code(&[]), Some(2));
}
