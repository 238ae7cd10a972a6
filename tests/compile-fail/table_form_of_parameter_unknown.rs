//! A table with parameters of forms that do not exist.

odata_runtime::body!();
odata_runtime::requests!();

/// A thing.
pub struct Thing;

/// A call.
pub struct ThingStartCall;

impl odata_runtime::client::TypedCall for ThingStartCall {
    type Result = ();
}

odata_runtime::methods! {
    impl crate::Entity<Thing>;

    action "ns.start": start(at "at": Txt) => crate::Call<ThingStartCall>;
}

odata_runtime::parameters! {
    impl crate::Call<ThingStartCall>;

    comment "comment": Test;
}

odata_runtime::setters! {
    impl crate::Body<Thing, O> where O;

    size "size": Sclar(i32) where O: Creates;
}

fn main() {}
