//! The service may add a member: a match needs a wildcard.

use generated::models::EncryptionState;

fn main() {
    let state = EncryptionState::Encrypted;
    match state {
        EncryptionState::NotEncrypted => {}
        EncryptionState::Encrypted => {}
        EncryptionState::Unrecognized(_) => {}
    }
}
