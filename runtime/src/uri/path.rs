//! A path in two forms.

use super::encode::segment;

/// A path from the service root, with a slash in front: as it is sent, and with a name in place of each key and argument, for
/// traces, which are to group requests by it and to show nobody's data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    pub text: String,
    pub template: String,
    /// Whether it ends in a path of names behind a colon, which another colon ends if the path goes on.
    ends_in_names: bool,
}

impl Path {
    /// Goes on by what is the same for all entities, encoded already.
    pub(crate) fn with(&self, part: &str) -> Self {
        self.with_value(part, part)
    }

    /// Goes on by what differs, encoded already, and by what stands for it in the template.
    pub(crate) fn with_value(&self, text: &str, template: &str) -> Self {
        let colon = if self.ends_in_names { ":" } else { "" };
        Self {
            text: format!("{}{colon}{text}", self.text),
            template: format!("{}{colon}{template}", self.template),
            ends_in_names: false,
        }
    }

    /// Goes on by names with slashes between them, behind a colon: `/root:/folder/file.txt`. Without a name it is the same path.
    pub(crate) fn with_names(&self, names: &str) -> Self {
        let names: Vec<_> = names.split('/').filter(|name| !name.is_empty()).map(segment).collect();
        if names.is_empty() {
            return self.clone();
        }
        let (colon, template) = if self.ends_in_names { ("", "") } else { (":", ":/{path}") };
        Self {
            text: format!("{}{colon}/{}", self.text, names.join("/")),
            template: format!("{}{template}", self.template),
            ends_in_names: true,
        }
    }
}
