//! All tasks with their options as one page of Markdown.

use std::fmt::Write as _;

use clap::{Arg, Command};

/// A section for each task, made from what the command line takes.
#[must_use]
pub(super) fn page(command: &Command) -> String {
    let mut command = command.clone().disable_help_subcommand(true);
    command.build();
    let name = command.get_bin_name().unwrap_or_default().to_owned();
    let tasks: Vec<&Command> = command.get_subcommands().collect();
    let mut page = format!(
        "# Commands\n\nRead this page to look up a task or an option of `{name}`. It has what `{name} TASK --help` says, and is \
         printed by\n`{name} man --page`.\n\n| Task | |\n| --- | --- |\n"
    );
    for task in &tasks {
        let task_name = task.get_name();
        let _ = writeln!(page, "| [`{task_name}`](#{task_name}) | {} |", cell(&about(task)));
    }
    let _ = writeln!(page, "\nEach task takes these options too.\n\n{TABLE}");
    page.extend(command.get_arguments().filter(|arg| arg.is_global_set()).map(row));
    for task in tasks {
        section(&mut page, task, &name);
    }
    page
}

const TABLE: &str = "| Option | |\n| --- | --- |";

fn section(page: &mut String, task: &Command, name: &str) {
    let usage = task.clone().bin_name(format!("{name} {}", task.get_name())).render_usage().to_string();
    let about = task.get_long_about().or(task.get_about()).map(ToString::to_string).unwrap_or_default();
    // Some paragraphs of help end with a period, others without.
    let about: Vec<_> = about.split("\n\n").map(|text| format!("{}.", text.trim_end_matches('.'))).collect();
    let about = about.join("\n\n");
    let _ = writeln!(page, "\n## {}\n\n{about}\n\n    {}\n\n{TABLE}", task.get_name(), usage.replace("Usage: ", ""));
    let shown = task.get_arguments().filter(|arg| !arg.is_hide_set() && !arg.is_global_set() && arg.get_id() != "help");
    page.extend(shown.map(row));
    let examples = task.get_after_help().map(ToString::to_string).unwrap_or_default();
    if let Some((before, examples)) = examples.split_once("Examples:\n") {
        let before = before.trim();
        let before = if before.is_empty() { String::new() } else { format!("{before}\n\n") };
        let _ = writeln!(page, "\n{before}{}", blocks(examples).trim_end());
    }
}

/// The examples, indented as blocks of code; text between the commands stays text. A blank line stands between the two: without
/// it, Markdown takes a command for the next words of the sentence.
fn blocks(examples: &str) -> String {
    let (mut blocks, mut was_text) = (String::new(), false);
    for line in examples.lines() {
        let command = line.strip_prefix("  ");
        let is_text = command.is_none() && !line.is_empty();
        if was_text && command.is_some() || is_text && !was_text && !blocks.is_empty() && !blocks.ends_with("\n\n") {
            blocks.push('\n');
        }
        let _ = match command {
            Some(command) => writeln!(blocks, "    {command}"),
            None => writeln!(blocks, "{line}"),
        };
        was_text = is_text;
    }
    blocks
}

fn row(arg: &Arg) -> String {
    let value = arg.get_value_names().unwrap_or_default().join(" ");
    let name = match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("--{long} {value}"),
        Some(long) => format!("--{long}"),
        None => value,
    };
    let values: Vec<_> = arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    let mut text = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    if arg.get_action().takes_values() && !values.is_empty() {
        let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
        let _ = write!(text, ": {}", values.join(", "));
    }
    format!("| `{name}` | {} |\n", cell(&text))
}

fn about(task: &Command) -> String {
    task.get_about().map(ToString::to_string).unwrap_or_default()
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_stands_between_text_and_commands() {
        let printed = "    a\n    b\n\nIt does\nthis:\n\n    c\n\nAnd that.\n";
        assert_eq!(blocks("  a\n  b\n\nIt does\nthis:\n  c\nAnd that.\n"), printed);
    }

    #[test]
    fn a_paragraph_ends_with_one_period() {
        let mut text = String::new();
        section(&mut text, &Command::new("task").long_about("One\n\nTwo. Three."), "odata");
        assert!(text.contains("One.\n\nTwo. Three.\n\n    odata task"), "{text}");
    }
}
