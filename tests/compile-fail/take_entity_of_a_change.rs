//! A service need not answer a change with the entity, so that nobody can take one for certain.

use generated::{Error, GraphClient};

async fn change(graph: GraphClient) -> Result<(), Error> {
    let state = graph.device_management().managed_device_encryption_states("a");
    let changed = state.patch().os_version("1").send().await?;
    println!("{:?}", changed.encryption_state);
    let changed = state.patch().os_version("1").return_representation().send().await?;
    println!("{:?}", changed.encryption_state);
    Ok(())
}

fn main() {
    drop(change);
}
