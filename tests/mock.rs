//! How a program's own unit tests run without a service.

use generated::{
    Error, GraphClient,
    models::{EncryptionState, ManagedDeviceEncryptionState},
    runtime::client::{
        Method, TryStreamExt,
        mock::{Answer, MockService},
    },
};
use serde_json::json;

const ROOT: &str = "https://graph.example/beta";

/// A program under test: it marks all devices that are not encrypted, and counts them.
async fn mark(graph: &GraphClient) -> Result<usize, Error> {
    let management = graph.device_management();
    let mut states = management.managed_device_encryption_states_collection().list().items();
    let mut marked = 0;
    while let Some(state) = states.try_next().await? {
        if let (Some(EncryptionState::NotEncrypted), Some(id)) = (state.encryption_state, state.id) {
            management.managed_device_encryption_states(&id).patch().os_version("to do").send_response().await?;
            marked += 1;
        }
    }
    Ok(marked)
}

#[tokio::test]
async fn a_program_runs_against_answers_and_its_requests_are_kept() {
    let states =
        json!({"value": [{"id": "a", "encryptionState": "encrypted"}, {"id": "b", "encryptionState": "notEncrypted"}]});
    let mut changed = ManagedDeviceEncryptionState::default();
    changed.os_version = Some(String::from("to do"));
    let service = MockService::new([Answer::json(200, &states), Answer::json(200, &changed).header("etag", "W/\"2\"")]);
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();

    assert_eq!(mark(&graph).await.unwrap(), 1);

    let received = service.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].method, Method::PATCH);
    assert_eq!(received[1].uri.to_string(), format!("{ROOT}/deviceManagement/managedDeviceEncryptionStates/b"));
    assert_eq!(received[1].json().unwrap()["osVersion"], "to do");
}

#[tokio::test]
async fn an_error_of_the_service_is_typed_as_a_real_one_is() {
    let service = MockService::default();
    service.answer(Answer::json(403, &json!({"error": {"code": "Forbidden", "message": "no"}})));
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();
    let Error::Service(error) = mark(&graph).await.unwrap_err() else { panic!("not the service's") };
    assert_eq!((error.status, error.code.as_str()), (403, "Forbidden"));
}

#[tokio::test]
async fn a_request_that_no_answer_is_left_for_says_which() {
    let service = MockService::default();
    let graph = GraphClient::anonymous(ROOT, service.options()).unwrap();
    let error = mark(&graph).await.unwrap_err();
    let text = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    let missing = format!("no answer left for GET {ROOT}/deviceManagement/managedDeviceEncryptionStates");
    assert!(text.contains(&missing), "{text}");
    assert_eq!(service.received().len(), 1);
}
