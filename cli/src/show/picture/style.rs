//! The colours and fonts of a picture.

use std::fmt::Write as _;

use crate::show::args::Theme;

/// What each class is painted with.
struct Colours {
    page: &'static str,
    card: &'static str,
    border: &'static str,
    text: &'static str,
    faint: &'static str,
    client: &'static str,
    entity: &'static str,
    complex: &'static str,
    enumeration: &'static str,
    leads: &'static str,
    uses: &'static str,
    base: &'static str,
}

const LIGHT: Colours = Colours {
    page: "#ffffff",
    card: "#ffffff",
    border: "#c4ccd6",
    text: "#1f2733",
    faint: "#5a6675",
    client: "#e3e7ed",
    entity: "#d8e8fc",
    complex: "#d7f2e1",
    enumeration: "#fcecc8",
    leads: "#1c67c4",
    uses: "#7d8896",
    base: "#6a3fb5",
};

const DARK: Colours = Colours {
    page: "#0d1117",
    card: "#161b22",
    border: "#3d4653",
    text: "#e6ebf2",
    faint: "#9aa5b3",
    client: "#2d3540",
    entity: "#173a63",
    complex: "#16452b",
    enumeration: "#4d3a0c",
    leads: "#6cb0ff",
    uses: "#8893a2",
    base: "#bd9bff",
};

/// What does not depend on the theme. The fonts are those that systems have; the cards are wide enough for all of them.
const FORM: &str = "\
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;white-space:pre}
.title{font-size:16px;font-weight:bold}.name{font-size:13px;font-weight:bold}.noun{font-size:12px}
.value{text-anchor:end}.old{text-decoration:line-through}.line{fill:none;stroke-width:1.5}.line.uses{stroke-dasharray:5 4}.head{stroke-width:1.5;stroke-linejoin:round}
";

/// The style sheet.
pub fn sheet(theme: Theme) -> String {
    match theme {
        Theme::Light => format!("{FORM}{}", colours(&LIGHT)),
        Theme::Dark => format!("{FORM}{}", colours(&DARK)),
        Theme::Auto => format!("{FORM}{}@media(prefers-color-scheme:dark){{\n{}}}\n", colours(&LIGHT), colours(&DARK)),
    }
}

fn colours(colours: &Colours) -> String {
    let mut css = String::new();
    for (selector, property, colour) in [
        (".page", "fill", colours.page),
        (".card", "fill", colours.card),
        (".border", "stroke", colours.border),
        ("text", "fill", colours.text),
        (".noun,.value,.rest,.old", "fill", colours.faint),
        (".client", "fill", colours.client),
        (".entity", "fill", colours.entity),
        (".complex", "fill", colours.complex),
        (".enum", "fill", colours.enumeration),
        (".leads", "stroke", colours.leads),
        (".head.leads,.way", "fill", colours.leads),
        (".uses", "stroke", colours.uses),
        (".head.uses", "fill", colours.uses),
        (".base", "stroke", colours.base),
        (".head.base", "fill", colours.page),
    ] {
        let _ = writeln!(css, "{selector}{{{property}:{colour}}}");
    }
    css
}
