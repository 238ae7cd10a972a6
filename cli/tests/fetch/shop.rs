//! A folder that is fetched into, and what a run of the binary says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::server::{Reply, Server};

pub const MANIFEST: &str = "\
# Ours.
roots = [\"*\"] # all of it

[source]
csdl = \"shop.csdl\"
overlays = [\"overlay.csdl\"]
timeout-seconds = 20

[crate]
name = \"shop\"
path = \"../shop\"
";

/// Metadata of some entities, as a service may write it.
pub fn csdl(entities: &[&str]) -> String {
    let types = entities.iter().map(|name| {
        format!(
            "<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"Id\" /></Key>\
             <Property Nullable=\"false\" Type=\"Edm.String\" Name=\"Id\"></Property></EntityType>"
        )
    });
    let sets = entities.iter().map(|name| format!("<EntitySet Name=\"{name}s\" EntityType=\"shop.{name}\" />"));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices><Schema Namespace=\"shop\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         {}\n<EntityContainer Name=\"Shop\">{}</EntityContainer>\n\
         </Schema></edmx:DataServices>\n</edmx:Edmx>\n",
        types.collect::<String>(),
        sets.collect::<String>()
    )
}

/// The slice of one entity.
pub fn slice(entity: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="{entity}">
        <Key>
          <PropertyRef Name="Id" />
        </Key>
        <Property Name="Id" Type="Edm.String" Nullable="false" />
      </EntityType>
      <EntityContainer Name="Shop">
        <EntitySet Name="{entity}s" EntityType="shop.{entity}" />
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
"#
    )
}

/// A folder with a manifest and an overlay, and room for the metadata.
pub struct Shop(TempDir);

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub type Files = BTreeMap<PathBuf, Option<(Vec<u8>, SystemTime)>>;

impl Shop {
    pub fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.write("codegen.toml", MANIFEST);
        shop.write(
            "overlay.csdl",
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"overlay\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" /></edmx:DataServices></edmx:Edmx>\n",
        );
        shop
    }

    /// One that has fetched `Product` with the mark `"1"`.
    pub fn stocked() -> Self {
        let shop = Self::new();
        let server = Server::start([Reply::xml(&csdl(&["Product"])).header("ETag: \"1\"")]);
        let said = shop.fetch(&["--url", &server.url()]);
        assert_eq!(said.code, Some(0), "{said:?}");
        shop
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-odata"));
        command.arg("fetch").arg("--manifest").arg(self.path("codegen.toml")).args(args);
        for name in
            ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "all_proxy", "https_proxy", "http_proxy", "no_proxy"]
        {
            command.env_remove(name);
        }
        command
    }

    pub fn fetch(&self, args: &[&str]) -> Said {
        run(&mut self.command(args))
    }

    /// Every file and folder, with bytes and time.
    pub fn state(&self) -> Files {
        let mut state = Files::new();
        walk(self.0.path(), &mut state);
        state
    }

    /// Fetches what is refused: says why, and touches nothing.
    pub fn refused(&self, args: &[&str]) -> String {
        let before = self.state();
        let said = self.fetch(args);
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{said:?}");
        assert_eq!(self.state(), before);
        said.err
    }

    /// What is said about a server's bad answer, with the server's address left out.
    pub fn refuses(&self, replies: impl IntoIterator<Item = Reply>) -> String {
        let server = Server::start(replies);
        self.refused(&["--url", &server.url(), "--force"])
            .replace(&server.url(), "URL")
            .replace(&server.origin(), "ORIGIN")
    }
}

pub fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn walk(folder: &Path, state: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        if path.is_dir() {
            state.insert(path.clone(), None);
            walk(&path, state);
        } else {
            state.insert(path.clone(), Some((fs::read(&path).unwrap(), time)));
        }
    }
}

/// The manifest's record, without what differs from run to run.
pub fn record(shop: &Shop) -> Vec<(String, String)> {
    let manifest = shop.text("codegen.toml");
    let lines = manifest.lines().filter_map(|line| line.split_once(" = "));
    let keys = ["url", "fetched", "upstream-sha256", "etag", "sha256"];
    lines.filter(|(key, _)| keys.contains(key)).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
