//! How a path reaches an entity: at a place of its own, or by a relationship.

/// The path is the entity's own: from an entity set or a singleton, or by containment.
#[derive(Clone, Copy, Debug)]
pub enum Owned {}

/// The path reaches the entity by a relationship: a navigation property that does not contain it. The entity has a path of its
/// own elsewhere.
#[derive(Clone, Copy, Debug)]
pub enum Referenced {}

/// By such a path a program deletes or changes an entity. A request to delete a member of a group would delete the member, and
/// not the membership.
#[diagnostic::on_unimplemented(
    message = "this entity is reached by a relationship: delete or change it by its own path, or remove the relationship by \
               `remove_ref`",
    label = "the path is that of a relationship, and not the entity's own"
)]
pub trait OwnPath {}

impl OwnPath for Owned {}
