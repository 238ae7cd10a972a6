//! A path in two forms.

/// A path from the service root, with a slash in front: as it is sent, and with a name in place of each key and argument, for
/// traces, which are to group requests by it and to show nobody's data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    pub text: String,
    pub template: String,
}

impl Path {
    /// Goes on by what is the same for all entities, encoded already.
    pub(crate) fn with(&self, part: &str) -> Self {
        self.with_value(part, part)
    }

    /// Goes on by what differs, encoded already, and by what stands for it in the template.
    pub(crate) fn with_value(&self, text: &str, template: &str) -> Self {
        Self { text: format!("{}{text}", self.text), template: format!("{}{template}", self.template) }
    }
}
