//! A table with a member that the enum does not have.

/// A state.
#[derive(Clone)]
pub enum State {
    /// On.
    On,
    /// Another one.
    Unrecognized(odata_runtime::Unrecognized),
}

odata_runtime::enumeration! {
    State "ns.state";

    On "on" = 0;
    Off "off" = 1;
    .. Unrecognized
}

fn main() {}
