//! Annotations whose values name what is left out.

use super::{keep::Keep, paths::Fate};
use crate::{csdl::Element, model::TypeId};

const PATHS: [&str; 5] = ["AnyPropertyPath", "AnnotationPath", "NavigationPropertyPath", "Path", "PropertyPath"];

impl Keep<'_, '_> {
    /// Takes out of annotations what leads to something that is left out: the item of a collection that names it, or the
    /// property of a record; the annotation itself if there is nothing else in it.
    pub(super) fn prune(&self, contexts: &[TypeId], element: &mut Element<'_>) {
        if !contexts.is_empty() {
            element.children.retain_mut(|child| child.name != "Annotation" || !self.is_cut(contexts, child, false));
        }
    }

    fn is_cut(&self, contexts: &[TypeId], element: &mut Element<'_>, in_collection: bool) -> bool {
        let attributes = element.attributes.iter().map(|(name, value)| (&**name, &**value));
        let mut values = attributes.chain([(&*element.name, &*element.text)]);
        if values.any(|(name, path)| PATHS.contains(&name) && self.leads_nowhere(contexts, path.trim())) {
            return true;
        }
        let holds_items = element.name == "Collection";
        let before = element.children.len();
        element.children.retain_mut(|child| !self.is_cut(contexts, child, holds_items));
        let is_less = element.children.len() < before;
        match &*element.name {
            "Collection" => false,
            "Record" => is_less && in_collection,
            _ => is_less,
        }
    }

    fn leads_nowhere(&self, contexts: &[TypeId], path: &str) -> bool {
        let fates = || contexts.iter().map(|id| self.path(*id, path));
        fates().any(|fate| fate == Fate::Cut) && !fates().any(|fate| fate == Fate::Kept)
    }
}
