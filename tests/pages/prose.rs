//! Documentation as plain text, a line for each paragraph, however its source was wrapped.

use crate::html::{Element, Node};

/// The lines of a block of documentation.
pub fn lines(block: &Element) -> Vec<String> {
    block.elements().flat_map(element_lines).collect()
}

/// A text on one line.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn element_lines(element: &Element) -> Vec<String> {
    match element.name.as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => vec![format!("# {}", line(&inline(element)))],
        "li" => vec![format!("- {}", line(&inline(element)))],
        "pre" => element.text().trim_end().lines().map(|code| format!("    {code}")).collect(),
        "tr" => {
            let cells: Vec<String> = element.elements().map(|cell| line(&inline(cell))).collect();
            vec![format!("| {} |", cells.join(" | "))]
        }
        "blockquote" | "details" | "div" | "ol" | "table" | "tbody" | "thead" | "ul" => lines(element),
        _ => inline(element).lines().map(line).filter(|line| !line.is_empty()).collect(),
    }
}

fn inline(element: &Element) -> String {
    let text = element.children.iter().map(|child| match child {
        Node::Element(element) => inline(element),
        // Lines of the source end anywhere; those of the page end at `br`.
        Node::Text(text) => text.replace('\n', " "),
    });
    let text: String = text.collect();
    match element.name.as_str() {
        "code" => format!("`{text}`"),
        "br" | "div" | "li" | "p" | "pre" => format!("{text}\n"),
        _ => text,
    }
}
