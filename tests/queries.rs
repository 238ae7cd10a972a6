//! Typed queries: their text, and the requests that arrive.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use generated::{
    models::{
        AdvancedBitLockerState, DeviceTypes, EncryptionReportPolicyDetails as Policy, EncryptionState,
        ManagedDeviceEncryptionState as S,
    },
    runtime::{
        Date, Decimal, Duration, Navigation, OffsetDateTime, Property, Scalar, Token, Uuid,
        client::{
            Resource, ServiceOptions,
            query::{Expression, Filter, item, now},
        },
        property,
    },
};
use percent_encoding::percent_decode_str;
use tests::{
    client::graph,
    server::{Answer, Received, Server},
};

/// A type of which a test needs no values.
#[derive(Debug)]
struct Device;

impl Device {
    const NAME: Property<Self, String> = property("name");
    const SIZE: Property<Self, i64> = property("size");
    const USED: Property<Self, i64> = property("used");
    const PRICE: Property<Self, Decimal> = property("price");
    const RATIO: Property<Self, f64> = property("ratio");
    const ACTIVE: Property<Self, bool> = property("active");
    const TENANT: Property<Self, Uuid> = property("tenant");
    const SEEN: Property<Self, OffsetDateTime> = property("seen");
    const BOUGHT: Property<Self, Date> = property("bought");
    const LEASE: Property<Self, Duration> = property("lease");
    const TAGS: Property<Self, Vec<String>> = property("tags");
    const POLICY: Property<Self, Policy> = property("policy");
    const STATE: Navigation<Self, S> = property("state");
    const STATES: Navigation<Self, Vec<S>> = property("states");
}

#[test]
fn literals_are_written_by_type() {
    let seen = OffsetDateTime::from_unix_timestamp(1_767_323_045).unwrap();
    let tenant: Uuid = "f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0".parse().unwrap();
    let bought = Date::from_ordinal_date(2026, 2).unwrap();
    let lease = Duration::from_token(&Token::from("P1DT2H")).unwrap();
    let written: [(Filter<Device>, &str); 10] = [
        (Device::NAME.eq("O'Neil's"), "name eq 'O''Neil''s'"),
        (Device::NAME.eq(String::from("a")), "name eq 'a'"),
        (Device::SIZE.gt(-3), "size gt -3"),
        (Device::PRICE.le(Decimal::new(1250, 2)), "price le 12.50"),
        (Device::RATIO.lt(0.5), "ratio lt 0.5"),
        (Device::ACTIVE.eq(true), "active eq true"),
        (Device::TENANT.eq(tenant), "tenant eq f09b4ab6-4ab6-f09b-b64a-9bf0b64a9bf0"),
        (Device::SEEN.ge(seen), "seen ge 2026-01-02T03:04:05Z"),
        (Device::BOUGHT.ne(bought), "bought ne 2026-01-02"),
        (Device::LEASE.lt(lease), "lease lt duration'P1DT2H'"),
    ];
    for (filter, text) in written {
        assert_eq!(filter.to_string(), text);
    }
}

#[test]
fn operators_keep_their_operands_together() {
    let (a, b, c) = (|| Device::NAME.eq("a"), || Device::SIZE.gt(1), || Filter::from(Device::ACTIVE));
    let written: [(Filter<Device>, &str); 9] = [
        (a().and(b()).and(c()), "name eq 'a' and size gt 1 and active"),
        (a().or(b()).and(c()), "(name eq 'a' or size gt 1) and active"),
        (a().and(b().or(c())), "name eq 'a' and (size gt 1 or active)"),
        (a().and(b()).or(c()), "name eq 'a' and size gt 1 or active"),
        (a().not(), "not (name eq 'a')"),
        (c().not().and(Device::ACTIVE.not()), "not active and not active"),
        (Device::SIZE.add(Device::USED).mul(2).lt(9), "(size add used) mul 2 lt 9"),
        (Device::SIZE.sub(Device::USED.sub(1)).eq(0), "size sub (used sub 1) eq 0"),
        (Filter::<Device>::raw("a eq 1 or b eq 2").and(c()), "(a eq 1 or b eq 2) and active"),
    ];
    for (filter, text) in written {
        assert_eq!(filter.to_string(), text);
    }
}

#[test]
fn functions_have_the_names_of_the_standard() {
    let written: [(Filter<Device>, &str); 14] = [
        (Device::NAME.contains("x"), "contains(name,'x')"),
        (Device::NAME.to_lower().starts_with("lap"), "startswith(tolower(name),'lap')"),
        (Device::NAME.trim().to_upper().ends_with("P"), "endswith(toupper(trim(name)),'P')"),
        (Device::NAME.length().gt(3), "length(name) gt 3"),
        (Device::NAME.index_of("-").ge(0), "indexof(name,'-') ge 0"),
        (Device::NAME.substring(1).eq("b"), "substring(name,1) eq 'b'"),
        (Device::NAME.concat(Device::NAME).ne("bb"), "concat(name,name) ne 'bb'"),
        (Device::NAME.matches_pattern("^A.*e$"), "matchesPattern(name,'^A.*e$')"),
        (Device::SEEN.year().eq(2026).and(Device::BOUGHT.month().eq(1)), "year(seen) eq 2026 and month(bought) eq 1"),
        (Device::SEEN.date().eq(Device::BOUGHT), "date(seen) eq bought"),
        (Device::SEEN.lt(now()), "seen lt now()"),
        (Device::RATIO.round().eq(1.0), "round(ratio) eq 1.0"),
        (Device::NAME.is_null().or(Device::SIZE.is_not_null()), "name eq null or size ne null"),
        (Device::NAME.is_in(["a", "b'c"]), "name in ('a','b''c')"),
    ];
    for (filter, text) in written {
        assert_eq!(filter.to_string(), text);
    }
    assert_eq!(Device::NAME.is_in(Vec::<String>::new()).to_string(), "false");
}

#[test]
fn conditions_on_items_are_over_the_items_own_properties() {
    let baseline = || Policy::POLICY_NAME.eq("Baseline").or(Policy::POLICY_ID.eq("p1"));
    let written: [(Filter<Device>, &str); 6] = [
        (Device::TAGS.any(item().starts_with("x")), "tags/any(x1:startswith(x1,'x'))"),
        (Device::TAGS.is_not_empty(), "tags/any()"),
        (Device::TAGS.count().gt(2), "tags/$count gt 2"),
        (
            Device::STATES.all(S::POLICY_DETAILS.any(baseline())),
            "states/all(x2:x2/policyDetails/any(x1:x1/policyName eq 'Baseline' or x1/policyId eq 'p1'))",
        ),
        (Device::STATE.then(S::DEVICE_NAME).eq("A"), "state/deviceName eq 'A'"),
        (
            Device::STATE.then(S::POLICY_DETAILS.any(Policy::POLICY_ID.eq("p1"))),
            "state/policyDetails/any(x1:x1/policyId eq 'p1')",
        ),
    ];
    for (filter, text) in written {
        assert_eq!(filter.to_string(), text);
    }
}

fn query(received: &Received) -> String {
    percent_decode_str(&as_sent(received)).decode_utf8().unwrap().into_owned()
}

/// The query as it was sent, but for quotes, which are encoded as clients do whose URLs are those of WHATWG.
fn as_sent(received: &Received) -> String {
    let (_, query) = received.target.split_once('?').unwrap();
    // Some services take a plus for a blank.
    assert!(query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'+' && byte != b'\''), "{query}");
    query.replace("%27", "'")
}

#[tokio::test]
async fn a_list_asks_for_what_the_program_says() {
    let server =
        Server::start(vec![Answer::json(200, r#"{"@odata.count":1,"value":[{"deviceName":"LAP1"}]}"#)]).unwrap();
    let states = graph(&server).unwrap().device_management().managed_device_encryption_states_collection();
    let page = states
        .list()
        .select((S::ID, S::DEVICE_NAME))
        .select([S::OS_VERSION, S::USER_PRINCIPAL_NAME])
        .filter(S::ENCRYPTION_STATE.eq(EncryptionState::NotEncrypted).and(S::DEVICE_NAME.starts_with("LAP")))
        .filter(S::DEVICE_TYPE.is_in([DeviceTypes::WindowsRt, DeviceTypes::MacMdm]).or(S::OS_VERSION.is_null()))
        .filter(S::ADVANCED_BIT_LOCKER_STATES.has(AdvancedBitLockerState::TPM_NOT_READY))
        .order_by(S::DEVICE_NAME.desc())
        .order_by(S::ID)
        .top(1)
        .top(5)
        .skip(10)
        .count()
        .search("\"tpm\"")
        .page_size(50)
        .send()
        .await
        .unwrap();
    assert_eq!((page.count, page.value[0].device_name.as_deref()), (Some(1), Some("LAP1")));

    let received = server.received();
    assert_eq!(
        query(&received[0]),
        "$select=id,deviceName,osVersion,userPrincipalName\
         &$filter=encryptionState eq 'notEncrypted' and startswith(deviceName,'LAP') \
         and (deviceType in ('windowsRT','macMDM') or osVersion eq null) \
         and advancedBitLockerStates has 'tpmNotReady'\
         &$orderby=deviceName desc,id&$top=5&$skip=10&$count=true&$search=\"tpm\""
    );
    // Graph wants this header with `$count` and `$search`.
    assert_eq!(received[0].header("consistencylevel"), Some("eventual"));
    // A page of 50 would have more than what is wanted, and `$top` is the size of a page to Graph.
    assert_eq!(received[0].header("prefer"), None);
}

#[tokio::test]
async fn an_entity_is_read_with_what_it_leads_to() {
    let server = Server::start(vec![Answer::json(200, "{}")]).unwrap();
    let client = graph(&server).unwrap();
    let devices: Resource = client.service().resource("devices");
    let states = Device::STATES.with(|states| {
        states
            .select((S::ID, S::DEVICE_NAME))
            .filter(S::OS_VERSION.eq("11").or(S::OS_VERSION.eq("10")))
            .filter(S::DEVICE_TYPE.eq(DeviceTypes::Desktop))
            .order_by(S::DEVICE_NAME)
            .top(3)
            .count()
    });
    let request = devices.get_of::<S, Device>().expand(states).expand(Device::STATE.with(|state| state)).send();
    request.await.unwrap();
    assert_eq!(
        query(&server.received()[0]),
        "$expand=states($select=id,deviceName;$filter=(osVersion eq '11' or osVersion eq '10') \
         and deviceType eq 'desktop';$orderby=deviceName;$top=3;$count=true),state"
    );
}

#[tokio::test]
async fn only_what_a_url_has_not_is_encoded() {
    let server = Server::start(vec![Answer::json(200, "{\"value\":[]}")]).unwrap();
    let devices: Resource = graph(&server).unwrap().service().resource("devices");
    let states = Device::STATES.with(|states| states.select(S::ID).search("a AND b;c").top(3));
    let seen = OffsetDateTime::from_token(&Token::from("2024-01-01T10:00+02:00")).unwrap();
    let path = Device::STATE.then(S::DEVICE_NAME).eq("a/b?");
    let list = devices.list_of::<S, Device>().select(Device::POLICY.then(Policy::POLICY_ID)).expand(states);
    let list = list.filter(path).filter(Device::SEEN.lt(seen)).order_by(Device::NAME.desc()).query("@p", "[1,\"/\"]");
    list.send().await.unwrap();
    assert_eq!(
        as_sent(&server.received()[0]),
        "$select=policy/policyId&$expand=states($select=id;$search=a%20AND%20%22b%3Bc%22;$top=3)\
         &$filter=state/deviceName%20eq%20'a%2Fb%3F'%20and%20seen%20lt%202024-01-01T10:00:00%2B02:00\
         &$orderby=name%20desc&@p=%5B1,%22%2F%22%5D"
    );
}

/// Text of the program that would be more than text, were it sent as it is.
const HOSTILE: [&str; 8] = ["a&$top=9", "a#b", "a+b", "50%26", "a';$top=9", "a)&b(", "\"a;b", "a=b c\\"];

#[tokio::test]
async fn no_text_of_the_program_ends_an_option_or_begins_another() {
    let server = Server::start(vec![Answer::json(200, "{\"value\":[]}")]).unwrap();
    let devices: Resource = graph(&server).unwrap().service().resource("devices");
    for (index, text) in HOSTILE.into_iter().enumerate() {
        let list = devices.list_of::<S, Device>().filter(Device::NAME.eq(text)).search(text).query("own", text);
        list.query(text, "x").send().await.unwrap();
        let sent = as_sent(&server.received()[index]);
        let options: Vec<_> = sent.split('&').map(|option| option.split_once('=').unwrap()).collect();
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let read: Vec<_> = options.iter().map(|(name, value)| (decoded(name), decoded(value))).collect();
        let quoted = format!("name eq '{}'", text.replace('\'', "''"));
        let expected = [("$filter", quoted.as_str()), ("$search", text), ("own", text), (text, "x")];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value.to_owned())), "{sent}");
        assert!(!sent.contains(['#', ' ', '"']) && !options[0].1.contains(';'), "{sent}");
    }
}

/// The number of nested options that a service finds, which decodes a list of them before it looks for their ends.
fn nested_options(expand: &str) -> usize {
    let (_, list) = expand.split_once('(').unwrap();
    let (mut quote, mut depth, mut options) = (None, 1, 1);
    for char in list.chars() {
        match (quote, char) {
            (Some(open), _) if open == char => quote = None,
            (None, '"' | '\'') => quote = Some(char),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, ';') if depth == 1 => options += 1,
            _ => {}
        }
        assert!(depth > 0 || char == ')', "{expand} goes on behind its end");
    }
    assert_eq!((quote, depth), (None, 0), "{expand} has an end");
    options
}

#[tokio::test]
async fn no_text_of_the_program_ends_a_nested_option() {
    let server = Server::start(vec![Answer::json(200, "{\"value\":[]}")]).unwrap();
    let devices: Resource = graph(&server).unwrap().service().resource("devices");
    for (index, text) in HOSTILE.into_iter().enumerate() {
        let states = Device::STATES.with(|states| states.search(text).filter(S::DEVICE_NAME.eq(text)).top(3));
        devices.list_of::<S, Device>().expand(states).send().await.unwrap();
        assert_eq!(nested_options(&query(&server.received()[index])), 3, "{text}");
    }
}

#[test]
fn the_standard_qualifies_enumeration_members() {
    let filter: Expression<S, bool> = S::DEVICE_TYPE.eq(DeviceTypes::Desktop);
    assert_eq!(filter.to_string(), "deviceType eq microsoft.graph.deviceTypes'desktop'");
    assert_eq!(ServiceOptions::STANDARD.batch_limit, 100);
}
