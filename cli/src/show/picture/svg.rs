//! The picture as SVG: no script, no font of its own, nothing that is fetched.

use std::fmt::Write as _;

use super::{
    FOOT, MARGIN, Picture,
    cards::{self, Card, CardKind, PAD},
    lines::{Head, Line, Piece, length},
    slots::{LinkKind, Mark},
    style,
};
use crate::show::args::Theme;
use crate::terminal::escape::xml;

/// From the middle of a row to where its letters stand.
const BASELINE: i64 = 4;
/// Of the corners of a card.
const RADIUS: i64 = 6;

/// The file.
#[must_use]
pub fn text(picture: &Picture, theme: Theme) -> String {
    let (width, height) = (picture.width, picture.height);
    let title = xml(&picture.title);
    let names: Vec<&str> = picture.cards.iter().map(|card| card.title.as_str()).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"title names\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"names\">{}</desc>\n<style>\n{}</style>\n\
         <rect class=\"page\" width=\"{width}\" height=\"{height}\" rx=\"{RADIUS}\"/>\n\
         <text class=\"title\" x=\"{MARGIN}\" y=\"{}\">{title}</text>\n",
        xml(&names.join(", ")),
        style::sheet(theme),
        MARGIN + 12,
    );
    // Lines of lesser weight first: where two run over each other, navigation is on top.
    for kind in [LinkKind::Uses, LinkKind::Base, LinkKind::Leads] {
        picture.lines.iter().filter(|line| line.kind == kind).for_each(|drawn| line(&mut svg, drawn));
    }
    picture.cards.iter().for_each(|drawn| card(&mut svg, drawn));
    legend(&mut svg, height - FOOT + 28);
    svg.push_str("</svg>\n");
    svg
}

fn card(svg: &mut String, card: &Card) {
    let Card { x, y, width, height, .. } = *card;
    let class = match card.kind {
        CardKind::Client => "client",
        CardKind::Entity => "entity",
        CardKind::Complex => "complex",
        CardKind::Enum => "enum",
    };
    let (left, right, head) = (x + PAD, x + width - PAD, cards::HEAD);
    let _ = write!(
        svg,
        "<g><title>{}</title>\n\
         <rect class=\"card\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{RADIUS}\"/>\n",
        xml(&card.name)
    );
    if card.rows.is_empty() {
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{RADIUS}\"/>"
        );
    } else {
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" d=\"M{x} {bottom}v{up}a{RADIUS} {RADIUS} 0 0 1 {RADIUS}-{RADIUS}h{across}a{RADIUS} \
             {RADIUS} 0 0 1 {RADIUS} {RADIUS}v{down}z\"/>",
            bottom = y + head,
            up = RADIUS - head,
            across = width - 2 * RADIUS,
            down = head - RADIUS,
        );
    }
    let _ = writeln!(
        svg,
        "<rect class=\"border\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{RADIUS}\" fill=\"none\"/>\n\
         <text class=\"noun\" x=\"{left}\" y=\"{}\">{}</text>\n<text class=\"name\" x=\"{left}\" y=\"{}\">{}</text>",
        y + 19,
        xml(&card.noun),
        y + 37,
        xml(&card.title)
    );
    for (index, row) in card.rows.iter().enumerate() {
        let class = if row.is_old {
            " class=\"old\""
        } else if row.is_way {
            " class=\"way\""
        } else if row.is_rest {
            " class=\"rest\""
        } else {
            ""
        };
        let y = y + card.row(index) + BASELINE;
        let _ = write!(svg, "<text{class} x=\"{left}\" y=\"{y}\">{}</text>", xml(&row.name));
        if !row.value.is_empty() {
            let _ = write!(svg, "<text class=\"value\" x=\"{right}\" y=\"{y}\">{}</text>", xml(&row.value));
        }
        svg.push('\n');
    }
    svg.push_str("</g>\n");
}

fn class(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Base => "base",
        LinkKind::Leads => "leads",
        LinkKind::Uses => "uses",
    }
}

fn line(svg: &mut String, line: &Line) {
    let class = class(line.kind);
    let mut path = String::new();
    for piece in &line.pieces {
        if path.is_empty() {
            let (x, y) = match *piece {
                Piece::Straight { x, y, .. } => (x, y),
                Piece::Bent { from, .. } | Piece::Loop { from, .. } => from,
            };
            let _ = write!(path, "M{x} {y}");
        }
        let _ = match *piece {
            Piece::Straight { to, .. } => write!(path, "H{to}"),
            Piece::Bent { from, to } if from.1 == to.1 => write!(path, "H{}", to.0),
            Piece::Bent { from, to } => {
                let middle = i64::midpoint(from.0, to.0);
                write!(path, "C{middle} {} {middle} {} {} {}", from.1, to.1, to.0, to.1)
            }
            Piece::Loop { from, to, reach } => {
                write!(path, "C{reach} {} {reach} {} {} {}", from.1, to.1, to.0, to.1)
            }
        };
    }
    let _ = writeln!(svg, "<path class=\"line {class}\" d=\"{path}\"/>");
    line.heads.iter().for_each(|drawn| head(svg, class, drawn));
}

fn head(svg: &mut String, class: &str, head: &Head) {
    let Head { mark, x, y, to_right } = *head;
    let back = |distance: i64| if to_right { x - distance } else { x + distance };
    let long = length(mark);
    let points = match mark {
        Mark::None => return,
        Mark::Arrow => format!("{x},{y} {},{} {},{}", back(long), y - 4, back(long), y + 4),
        Mark::Triangle => format!("{x},{y} {},{} {},{}", back(long), y - 6, back(long), y + 6),
        Mark::Diamond => {
            let middle = back(long / 2);
            format!("{x},{y} {middle},{} {},{y} {middle},{}", y - 4, back(long), y + 4)
        }
    };
    let _ = writeln!(svg, "<polygon class=\"head {class}\" points=\"{points}\"/>");
}

/// What the marks mean.
fn legend(svg: &mut String, y: i64) {
    let mut x = MARGIN;
    for (kind, mark, text) in [
        (LinkKind::Leads, Mark::Arrow, "leads to"),
        (LinkKind::Leads, Mark::Diamond, "contains"),
        (LinkKind::Base, Mark::Triangle, "is based on"),
        (LinkKind::Uses, Mark::Arrow, "has values of"),
    ] {
        let end = x + 36;
        let from = if mark == Mark::Diamond { x } else { end };
        let drawn = Head { mark, x: from, y, to_right: mark != Mark::Diamond };
        let (x1, x2) = if mark == Mark::Diamond { (x + length(mark), end) } else { (x, end - length(mark)) };
        line(svg, &Line { kind, pieces: vec![Piece::Straight { x: x1, to: x2, y }], heads: vec![drawn] });
        let _ = writeln!(svg, "<text class=\"noun\" x=\"{}\" y=\"{}\">{text}</text>", end + 8, y + BASELINE);
        x = end + 8 + 8 * i64::try_from(text.len()).unwrap_or_default() + 24;
    }
    let _ = writeln!(svg, "<text class=\"noun\" x=\"{x}\" y=\"{}\">[] collection  ? may be null</text>", y + BASELINE);
}
