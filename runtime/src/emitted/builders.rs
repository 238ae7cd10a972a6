//! What a service does with the entities of a type: which methods the builders of requests to them have.

/// Defines the crate's own request builders, which have a method for each way to go on from a type.
///
/// What the service does with a type is said by the crate's own traits, since the type may be another crate's.
#[doc(hidden)]
#[macro_export]
macro_rules! builders {
    () => {
        /// A type whose entities the service reads, one a request.
        #[diagnostic::on_unimplemented(message = "the service does not read one `{Self}` by itself")]
        pub trait Readable {
            /// What it answers with: an entity of the type, or of any type derived from it.
            type Output;
        }

        /// A type whose collections the service reads.
        #[diagnostic::on_unimplemented(message = "the service does not list each `{Self}`")]
        pub trait Listable {
            /// What a page holds: entities of the type, or of any type derived from it.
            type Item;
        }

        /// A type whose entities the service adds to a collection.
        #[diagnostic::on_unimplemented(message = "the service does not create a `{Self}`")]
        pub trait Insertable: $crate::Structured {}

        /// A type whose entities the service changes.
        #[diagnostic::on_unimplemented(message = "the service does not change a `{Self}`")]
        pub trait Updatable: $crate::Structured {}

        /// A type whose entities the service replaces.
        #[diagnostic::on_unimplemented(message = "the service does not replace a `{Self}`")]
        pub trait Replaceable: $crate::Structured {}

        /// A type whose entities the service deletes.
        #[diagnostic::on_unimplemented(message = "the service does not delete a `{Self}`")]
        pub trait Deletable {}

        pub use $crate::requests::{Owned, Referenced};

        $crate::builder! {
            /// Requests to one entity of type `T`, or to a complex value: what the service does with it, and what its
            /// path leads to.
            ///
            /// By a path that reaches the entity by a relationship, [`Referenced`], nothing deletes or changes it: `delete`
            /// would not remove the relationship, which [`remove_ref`](Self::remove_ref) does, but the entity.
            Entity
        }

        $crate::builder! {
            /// Requests to a collection of type `T`: what the service does with it, and what its path leads to.
            Collection
        }

        impl<T, A> Entity<T, A> {
            /// The entity that is reached from this one by names with slashes between them: an item by its path in Microsoft
            /// Graph's drives, `root:/folder/file.txt`. See
            /// [`Resource::by_colon_path`]($crate::requests::Resource::by_colon_path); OData has no such paths.
            pub fn by_colon_path(&self, names: &str) -> Self {
                Self::new(self.0.by_colon_path(names))
            }
        }

        /// The relationship by which the path reaches the entity (OData 4.01 Protocol, section 11.4.6).
        impl<T, A> Entity<T, A> {
            /// Makes the navigation property at the end of the path lead to another entity, which is there already.
            pub fn set_ref<U, B>(&self, target: &Entity<U, B>) -> $crate::requests::SetReference {
                self.0.set_ref(&target.0)
            }

            /// Takes the entity out of the collection or the navigation property at the end of the path. It is not
            /// deleted.
            pub fn remove_ref(&self) -> $crate::requests::Delete {
                self.0.remove_ref()
            }
        }

        /// The relationships that the path leads to (OData 4.01 Protocol, section 11.4.6).
        impl<T, A> Collection<T, A> {
            /// Adds an entity that is there already.
            pub fn add_ref<U, B>(&self, target: &Entity<U, B>) -> $crate::requests::SetReference {
                self.0.add_ref(&target.0)
            }

            /// Takes an entity out by its own path. It is not deleted.
            pub fn remove_ref_to<U, B>(&self, target: &Entity<U, B>) -> $crate::requests::Delete {
                self.0.remove_ref_to(&target.0)
            }
        }

        impl<T: Readable, A> Entity<T, A> {
            /// Reads the entity. For a path that may lead to null, that of a navigation property without an entity, say,
            /// [`optional`]($crate::requests::Get::optional) makes the result an `Option`.
            pub fn get(&self) -> $crate::requests::Get<T::Output, T> {
                self.0.get_of()
            }
        }

        impl<T: Updatable, A> Entity<T, A> {
            /// Changes the entity: sends what is set, and nothing else. `Ok` says that the change was made, also if the
            /// service answers without the entity; [`return_representation`](Body::return_representation) has the entity in
            /// any case.
            ///
            /// # Errors
            ///
            /// `send` fails with what the service answers: 400 if the change is not legal, 401 without a valid token,
            /// 403 without the permission, 404 if the path leads nowhere, 409 on a conflict, 412 if `If-Match` does
            /// not hold, 429 and 5xx after the retries of the pipeline.
            pub fn patch(&self) -> Body<T, $crate::requests::UpdateRequest>
            where
                A: $crate::requests::OwnPath,
            {
                Body($crate::Body::new(self.0.patch()))
            }

            /// Sends a change that was made before, by [`between`](Body::between), say; otherwise as
            /// [`patch`](Self::patch).
            pub fn patch_with(&self, change: Body<T, $crate::Patch>) -> Body<T, $crate::requests::UpdateRequest>
            where
                A: $crate::requests::OwnPath,
            {
                Body(change.0.with_operation(self.0.patch()))
            }
        }

        impl<T: Replaceable, A> Entity<T, A> {
            /// Replaces the entity by what is set: each other property that a change may set becomes its default (OData 4.01
            /// Protocol, section 11.4.3). Otherwise as a change is: `Ok` says that it was made.
            ///
            /// # Errors
            ///
            /// `send` fails with what the service answers: 400 if the change is not legal, 401 without a valid token,
            /// 403 without the permission, 404 if the path leads nowhere, 409 on a conflict, 412 if `If-Match` does
            /// not hold, 429 and 5xx after the retries of the pipeline.
            pub fn put(&self) -> Body<T, $crate::requests::UpdateRequest>
            where
                A: $crate::requests::OwnPath,
            {
                Body($crate::Body::new(self.0.put()))
            }

            /// Replaces the entity by another value, one that was read and changed, say: sends each property that has a
            /// value and that a change may set; otherwise as [`put`](Self::put).
            pub fn put_with(&self, entity: &T) -> Body<T, $crate::requests::UpdateRequest>
            where
                A: $crate::requests::OwnPath,
            {
                Body($crate::Body::of(entity).with_operation(self.0.put()))
            }
        }

        impl<T: Deletable, A> Entity<T, A> {
            /// Deletes the entity.
            pub fn delete(&self) -> $crate::requests::Delete
            where
                A: $crate::requests::OwnPath,
            {
                self.0.delete()
            }
        }

        impl<T: Listable, A> Collection<T, A> {
            /// Reads the collection, a page a request.
            pub fn list(&self) -> $crate::requests::List<T::Item, T> {
                self.0.list_of()
            }
        }

        impl<T: Insertable, A> Collection<T, A> {
            /// Adds an entity to the collection: sends what is set, and nothing else. The result is the entity, which is
            /// read if the service answers without it.
            ///
            /// # Errors
            ///
            /// `send` fails with what the service answers: 400 if a property is not legal, 401 without a valid token,
            /// 403 without the permission, 404 if the path leads nowhere, 409 on a conflict, 429 and 503 after the
            /// retries of the pipeline, other 5xx at once: the entity may have been added.
            pub fn create(&self) -> Body<T, $crate::requests::CreateRequest> {
                Body($crate::Body::new(self.0.create()))
            }
        }
    };
}

/// Defines a kind of builder, with what both kinds have.
#[doc(hidden)]
#[macro_export]
macro_rules! builder {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[must_use = "a builder does nothing by itself"]
        pub struct $name<T, A = Owned>(
            /// The path, for requests that this crate has no method for.
            pub $crate::requests::Resource,
            ::core::marker::PhantomData<fn() -> (T, A)>,
        );

        impl<T, A> $name<T, A> {
            pub(crate) fn new(path: $crate::requests::Resource) -> Self {
                Self(path, ::core::marker::PhantomData)
            }
        }

        impl<T> From<$crate::requests::Resource> for $name<T> {
            fn from(path: $crate::requests::Resource) -> Self {
                Self::new(path)
            }
        }

        impl<T, A> Clone for $name<T, A> {
            fn clone(&self) -> Self {
                Self::new(self.0.clone())
            }
        }

        impl<T, A> ::core::fmt::Debug for $name<T, A> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }
    };
}
