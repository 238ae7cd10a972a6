//! What services refuse with, in whatever shape: what there is to read is read, and the rest is kept.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    Error,
    models::ManagedDeviceEncryptionState,
    runtime::client::{Batch, ServiceError},
};
use serde_json::{Value, json};
use tests::{
    client::{TOKEN, graph},
    server::{Answer, Server},
};

async fn answered(answer: Answer) -> Result<ManagedDeviceEncryptionState, Error> {
    let server = Server::start(vec![answer]).unwrap();
    graph(&server).unwrap().device_management().managed_device_encryption_states("a").get().send().await
}

async fn refused(status: u16, media_type: &str, body: &str) -> (ServiceError, String) {
    let error = answered(Answer::json(status, body).header("content-type", media_type)).await.unwrap_err();
    let refusal = error.as_service().unwrap().clone();
    assert_eq!((refusal.status, refusal.body.as_slice()), (status, body.as_bytes()));
    (refusal, error.to_string())
}

async fn refused_with(body: &str) -> ServiceError {
    refused(400, "application/json", body).await.0
}

#[tokio::test]
async fn each_shape_has_its_code_and_its_message() {
    let shapes = [
        // OAuth (RFC 6749, section 5.2), as of Entra ID.
        (
            r#"{"error": "invalid_client", "error_description": "AADSTS7000215: No.", "error_codes": [7000215]}"#,
            "invalid_client",
            "AADSTS7000215: No.",
        ),
        (r#"{"error": "invalid_client"}"#, "invalid_client", ""),
        (r#"{"error": "It is over."}"#, "", "It is over."),
        (
            r#"{"timestamp": 1, "status": 404, "error": "Not Found", "message": "No route.", "path": "/x"}"#,
            "Not Found",
            "No route.",
        ),
        // OData 2 and 3.
        (r#"{"error": {"code": "SY/530", "message": {"lang": "en", "value": "Locked."}}}"#, "SY/530", "Locked."),
        (r#"{"odata.error": {"code": "R", "message": {"lang": "en-US", "value": "Missing."}}}"#, "R", "Missing."),
        // Codes of another type.
        (r#"{"error": {"code": 500, "message": "M"}}"#, "500", "M"),
        (r#"{"error": {"code": null, "message": "M"}}"#, "", "M"),
        (r#"{"error": {"code": {"a": 1}, "message": "M"}}"#, "", "M"),
        (r#"{"error": {"message": ["M", "N"], "code": "C"}}"#, "C", "M; N"),
        (r#"{"error": {"message": null, "code": "C"}}"#, "C", ""),
        // ASP.NET, and others without anything around it.
        (r#"{"Message": "An error has occurred."}"#, "", "An error has occurred."),
        (r#"{"message": "M", "errorCode": "C"}"#, "C", "M"),
        (r#"{"Code": "C", "Message": "M"}"#, "C", "M"),
        (r#"{"Error": {"Code": "C", "Message": "M"}}"#, "C", "M"),
        (r#""Just a text.""#, "", "Just a text."),
        // Problems (RFC 9457).
        (
            r#"{"type": "https://example.com/credit", "title": "No credit.", "detail": "It costs 50.", "status": 403}"#,
            "https://example.com/credit",
            "No credit.: It costs 50.",
        ),
        (r#"{"type": "about:blank", "title": "Not Found"}"#, "", "Not Found"),
        (r#"{"detail": "It costs 50."}"#, "", "It costs 50."),
        // Gateways.
        (
            r#"{"fault": {"faultstring": "Invalid ApiKey", "detail": {"errorcode": "oauth.v2.InvalidApiKey"}}}"#,
            "oauth.v2.InvalidApiKey",
            "Invalid ApiKey",
        ),
        (
            r#"{"fault": {"code": 900901, "message": "Invalid Credentials", "description": "Again."}}"#,
            "900901",
            "Invalid Credentials",
        ),
        // Several without one that is first.
        (r#"{"errors": [{"code": "C", "message": "M"}, {"code": "D", "message": "N"}]}"#, "C", "M"),
        (r#"{"errors": [{"status": "422", "title": "T", "detail": "D"}]}"#, "", "T: D"),
        (r#"[{"message": "M", "errorCode": "C"}]"#, "C", "M"),
        (r#"{"errors": ["M", null, "N"]}"#, "", "M"),
    ];
    for (body, code, message) in shapes {
        let (refusal, text) = refused(400, "application/json", body).await;
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), (code, message), "{body}");
        assert!(text.contains(code) && text.contains(message) && !text.ends_with(": "), "{text}");
    }
}

#[tokio::test]
async fn several_errors_are_one_with_details() {
    let detail = |error: &ServiceError, index: usize| {
        let detail = &error.details[index];
        (detail.code.clone(), detail.message.clone(), detail.target.clone())
    };
    let text = |text: &str| text.to_owned();
    let error = refused_with(
        r#"{"errors": [{"code": "C", "message": "M"}, {"code": 7, "message": {"value": "N"}, "target": "t"}, "O"]}"#,
    )
    .await;
    assert_eq!(error.details.len(), 2);
    assert_eq!(detail(&error, 0), (text("7"), text("N"), Some(text("t"))));
    assert_eq!(detail(&error, 1), (text(""), text("O"), None));
    assert_eq!(error.to_string(), "the service answered 400 C: M; 7: N; O");

    // ASP.NET names what each is about.
    let problem = r#"{"title": "Invalid.", "traceId": "00-1", "errors": {"Name": ["Too long.", "Not unique."], "Size": "Small."}}"#;
    let (error, shown) = refused(400, "application/problem+json", problem).await;
    assert_eq!(detail(&error, 0), (text(""), text("Too long.; Not unique."), Some(text("Name"))));
    assert_eq!(detail(&error, 1), (text(""), text("Small."), Some(text("Size"))));
    assert_eq!(error.additional["traceId"], "00-1");
    assert_eq!(shown, "the service answered 400: Invalid.; Too long.; Not unique.; Small.");

    let error =
        refused_with(r#"{"error": {"code": "C", "details": {"code": "D", "message": "N"}, "message": "M"}}"#).await;
    assert_eq!(detail(&error, 0), (text("D"), text("N"), None));
}

#[tokio::test]
async fn annotations_and_what_is_not_known_are_kept() {
    // Redfish, "Error responses".
    let info = json!([{"@odata.type": "#Message.v1_1_1.Message", "MessageId": "Base.1.13.PropertyValueNotInList"}]);
    let redfish =
        json!({"error": {"code": "Base.1.13.GeneralError", "message": "See.", "@Message.ExtendedInfo": info}});
    let error = refused_with(&redfish.to_string()).await;
    assert_eq!((error.code.as_str(), &error.additional["@Message.ExtendedInfo"]), ("Base.1.13.GeneralError", &info));

    // SAP, on the error, its details and the inner error.
    let sap = json!({"@odata.context": "$metadata", "error": {
        "@Common.numericSeverity": 4, "code": "C", "message": "M", "target": "t",
        "details": [{"code": "D", "message": "N", "@Common.longtextUrl": "texts/1", "severity": "error"}, 7],
        "innererror": {"@Common.longtextUrl": "texts/2", "transactionid": "T", "request-id": "r-1"},
    }});
    let error = refused_with(&sap.to_string()).await;
    assert_eq!(error.additional["@Common.numericSeverity"], 4);
    assert_eq!(error.additional["@odata.context"], "$metadata");
    assert_eq!((error.target.as_deref(), error.additional.len()), (Some("t"), 2));
    assert_eq!(error.details[0].additional["@Common.longtextUrl"], "texts/1");
    assert_eq!((error.details[0].additional.len(), error.details[1].message.as_str()), (2, "7"));
    let inner = error.inner_error.as_ref().unwrap();
    assert_eq!((&inner.raw["@Common.longtextUrl"], error.request_id.as_deref()), (&json!("texts/2"), Some("r-1")));
}

#[tokio::test]
async fn a_member_of_another_type_loses_no_other() {
    let whole =
        json!({"code": "C", "message": "M", "target": "t", "details": [{"code": "D"}], "innerError": {"date": "d"}});
    let odd = [json!(null), json!(7), json!(true), json!("text"), json!([]), json!([[1]]), json!({}), json!({"a": {}})];
    for name in ["code", "message", "target", "details", "innerError"] {
        for odd in &odd {
            let mut wire = whole.clone();
            wire[name] = odd.clone();
            let body = json!({ "error": wire }).to_string();
            let error = refused_with(&body).await;
            let read = [
                ("code", error.code == "C"),
                ("message", error.message == "M"),
                ("target", error.target.as_deref() == Some("t")),
                ("details", error.details.first().is_some_and(|detail| detail.code == "D")),
                ("innerError", error.inner_error.as_ref().is_some_and(|inner| inner.date.as_deref() == Some("d"))),
            ];
            for (other, is_read) in read {
                assert!(is_read || other == name, "{other} of {body}");
            }
            // In a reversed order, too.
            let reversed: Vec<_> =
                wire.as_object().unwrap().iter().rev().map(|(name, value)| format!("{name:?}: {value}")).collect();
            let other = refused_with(&format!(r#"{{"error": {{{}}}}}"#, reversed.join(", "))).await;
            assert_eq!((other.code, other.message, other.details), (error.code, error.message, error.details));
            if odd.is_object() && name != "innerError" {
                assert_eq!(&error.additional[name], odd, "{body}");
            }
        }
    }
}

#[tokio::test]
async fn a_body_without_json_is_its_text() {
    let long = "é".repeat(700);
    let cut = format!("{}…", "é".repeat(500));
    let page = "<!DOCTYPE html><HTML><head><TITLE lang=en>\n 502 Bad Gateway\n</TITLE></head><body>nginx</body></HTML>";
    let bodies = [
        ("text/plain; charset=utf-8", "  The service is down.\n", "The service is down."),
        ("text/plain", long.as_str(), cut.as_str()),
        ("text/html", page, "502 Bad Gateway"),
        ("Text/HTML", "<html>nginx</html>", "<html>nginx</html>"),
        ("text/html", "<title></title><p>x", "<title></title><p>x"),
        ("application/json", "upstream connect error", "upstream connect error"),
        ("application/json", r#"{"error": {"code": "cut"#, "23 bytes of application/json and no OData error"),
        ("application/xml", "<error>M</error>", "<error>M</error>"),
        ("image/png", "png", "3 bytes of image/png and no OData error"),
        ("text/plain", "a\u{1b}[31m", "6 bytes of text/plain and no OData error"),
        ("application/json", "{}", "2 bytes of application/json and no OData error"),
        ("application/json", "null", "4 bytes of application/json and no OData error"),
        ("application/json", r#"{"a": 1}"#, "8 bytes of application/json and no OData error"),
    ];
    for (media_type, body, message) in bodies {
        let (refusal, text) = refused(502, media_type, body).await;
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("", message), "{body}");
        assert_eq!(text, format!("the service answered 502: {message}"));
    }
    assert_eq!(refused_with(r#"{"a": 1}"#).await.additional, json!({"a": 1}).as_object().unwrap().clone());
}

#[tokio::test]
async fn a_part_of_a_batch_is_refused_in_any_shape() {
    let bodies = [json!({"Message": "M", "a": 1}), json!({"error": "C", "error_description": "M"}), json!("M")];
    for body in bodies {
        let part = json!({"id": "1", "status": 400, "body": body});
        let server = Server::start(vec![Answer::json(200, &json!({ "responses": [part] }).to_string())]).unwrap();
        let graph = graph(&server).unwrap();
        let mut batch = Batch::new(graph.service());
        let request = graph.device_management().managed_device_encryption_states("a").get().into_request();
        let handle = batch.add(request.unwrap()).unwrap();
        let error = batch.send().await.unwrap().take(handle).unwrap_err();
        assert_eq!(error.as_service().unwrap().message, "M");
    }
}

#[tokio::test]
async fn no_shape_shows_the_token() {
    if tests::plain::is_wanted() {
        // What the program adds to a request by itself is not known.
        return;
    }
    let escaped = TOKEN.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect::<Vec<_>>().concat();
    let bodies = [
        ("text/plain", format!("you sent Bearer {TOKEN}")),
        ("text/html", format!("<title>Bearer {TOKEN}</title>")),
        ("application/json", json!({"error": TOKEN, "error_description": format!("not {TOKEN}")}).to_string()),
        (
            "application/json",
            json!({"title": TOKEN, "detail": [TOKEN], "type": TOKEN, "errors": {TOKEN: TOKEN}}).to_string(),
        ),
        (
            "application/json",
            json!({"error": {"@a": TOKEN, "details": [{"@b": [TOKEN]}], "innerError": {"c": TOKEN}}}).to_string(),
        ),
        ("application/json", format!(r#"{{"Message": "{escaped}", "@a": {{"{escaped}": 1}}}}"#)),
        ("application/json", json!([{"message": TOKEN}, TOKEN]).to_string()),
    ];
    for (media_type, body) in bodies {
        let error = answered(Answer::json(400, &body).header("content-type", media_type)).await.unwrap_err();
        let refusal = error.as_service().unwrap();
        let kept = Value::Object(refusal.additional.clone()).to_string();
        let shown = format!("{error} {error:?} {refusal:?} {kept} {}", String::from_utf8_lossy(&refusal.body));
        assert!(!shown.contains(TOKEN) && shown.contains("REDACTED"), "{shown}");
    }
}

/// A byte order mark, half of a surrogate pair, and a text in another encoding.
#[tokio::test]
async fn an_error_that_is_no_unicode_has_its_code_and_its_message() {
    for (body, message) in [
        (&b"\xEF\xBB\xBF{\"error\":{\"code\":\"C\",\"message\":\"m\"}}"[..], "m"),
        (b"{\"error\":{\"code\":\"C\",\"message\":\"m \\ud83d\"}}", "m \u{fffd}\u{fffd}\u{fffd}"),
        (b"{\"error\":{\"code\":\"C\",\"message\":\"m \xfc\"}}", "m \u{fffd}"),
    ] {
        let error = answered(Answer::bytes(400, body)).await.unwrap_err();
        let refusal = error.as_service().unwrap();
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("C", message));
    }
}
