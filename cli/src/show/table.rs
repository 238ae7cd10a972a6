//! Lines of text in columns.

use crate::terminal::escape::plain;

/// A column is no wider than this for the sake of what stands right of it.
const WIDEST: usize = 56;

/// Rows of three columns, the first indented.
#[derive(Debug, Default)]
pub struct Table(Vec<[String; 3]>);

impl Table {
    /// Adds a row.
    pub fn row(&mut self, depth: usize, [first, second, third]: [&str; 3]) {
        self.0.push([format!("{}{}", "  ".repeat(depth), plain(first)), plain(second), plain(third)]);
    }

    /// The rows as text, without blanks at the ends of lines.
    #[must_use]
    pub fn text(&self) -> String {
        let width = |column: usize| {
            let widths = self.0.iter().map(|row| row[column].chars().count()).filter(|width| *width <= WIDEST);
            widths.max().unwrap_or_default()
        };
        let (first, second) = (width(0), width(1));
        let mut text = String::new();
        for row in &self.0 {
            let line = format!("{:<first$}  {:<second$}  {}", row[0], row[1], row[2]);
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
