use super::*;

fn pressed() -> Trace {
    let mut trace = Trace::default();
    trace.before(0, "https://a.example/add", 0);
    trace.committed(0, "https://a.example/add", 10);
    trace.dom(0, 20);
    trace.completed(0, 30);
    trace.mark(0, 100);
    trace
}

#[test]
fn a_native_submit_is_one_request_with_its_own_status_and_its_target() {
    let mut trace = pressed();
    trace.sent("1", "POST", "https://a.example/add?token=secret", "main_frame", 110);
    trace.before(0, "https://a.example/add", 111);
    assert!(trace.busy(112));
    trace.redirected("1", Some(303), "https://a.example/thanks?id=7", 120);
    trace.sent("1", "GET", "https://a.example/thanks?id=7", "main_frame", 121);
    trace.finished("1", Some(200), "main_frame", 130);
    trace.committed(0, "https://a.example/thanks?id=7", 131);
    trace.dom(0, 140);
    assert_eq!(
        trace.requests(),
        [ObservedRequest {
            method: "POST".to_owned(),
            url: "https://a.example/add?token".to_owned(),
            status: Some(303),
            error: String::new(),
            kind: "main_frame".to_owned(),
            redirected_to: "https://a.example/thanks?id".to_owned(),
        }]
    );
    assert!(trace.navigated());
    assert_eq!(trace.status(), Some(200));
    assert!(!trace.busy(150));
    assert_eq!(trace.quiet_ms(200), 60);
}

#[test]
fn what_was_under_way_before_the_press_is_no_answer_to_it() {
    let mut trace = Trace::default();
    trace.sent("old", "POST", "https://a.example/track", "xmlhttprequest", 10);
    trace.mark(0, 100);
    assert!(trace.requests().is_empty());
    assert!(trace.busy(101));
    trace.finished("old", Some(200), "xmlhttprequest", 110);
    assert!(trace.requests().is_empty() && !trace.busy(111));
}

#[test]
fn the_empty_page_a_tab_begins_with_is_not_taken_for_the_one_asked_for() {
    let mut trace = Trace::default();
    trace.expect_load(0);
    trace.committed(0, "about:blank", 5);
    trace.dom(0, 6);
    trace.completed(0, 7);
    assert_eq!(*trace.loading(), Loading::Never);
    trace.before(0, "https://a.example/", 8);
    trace.before(0, "about:blank", 8);
    trace.committed(0, "about:blank", 8);
    trace.dom(0, 8);
    trace.completed(0, 8);
    assert_eq!((trace.loading(), trace.url()), (&Loading::Asked, ""));
    trace.committed(0, "https://a.example/", 9);
    trace.dom(0, 10);
    assert_eq!((trace.loading(), trace.url()), (&Loading::Dom, "https://a.example/"));
}

#[test]
fn a_press_heard_of_late_keeps_what_it_sent_meanwhile() {
    let mut trace = pressed();
    trace.sent("before", "GET", "https://a.example/poll", "xmlhttprequest", 500);
    trace.finished("before", Some(200), "xmlhttprequest", 510);
    trace.sent("submit", "POST", "https://a.example/add", "xmlhttprequest", 1_000);
    trace.finished("submit", Some(200), "xmlhttprequest", 1_040);
    trace.mark_since(0, 950, 1_050);
    assert_eq!(trace.requests().len(), 1);
    assert_eq!(trace.requests()[0].method, "POST");
}

#[test]
fn a_stream_keeps_no_page_busy() {
    let mut trace = pressed();
    trace.sent("s", "GET", "https://a.example/events", "xmlhttprequest", 110);
    trace.answered("s", Some(200), "xmlhttprequest", 120);
    assert!(trace.busy(200));
    assert!(!trace.busy(120 + STREAM_MS + 1));
}

#[test]
fn a_page_is_at_rest_when_it_is_loaded_and_nothing_it_asked_for_can_reach_it() {
    let mut trace = pressed();
    assert!(trace.at_rest());
    trace.sent("s", "GET", "https://a.example/events", "xmlhttprequest", 110);
    trace.answered("s", Some(200), "xmlhttprequest", 120);
    // A stream keeps nobody busy, and may say something at any time.
    assert!(!trace.at_rest() && !trace.busy(120 + STREAM_MS + 1));
    trace.finished("s", Some(200), "xmlhttprequest", 9_000);
    assert!(trace.at_rest());
    trace.sent("w", "GET", "wss://a.example/", "websocket", 9_001);
    assert!(!trace.at_rest());
    trace.committed(0, "https://a.example/thanks", 9_100);
    trace.dom(0, 9_110);
    assert!(!trace.at_rest());
    trace.completed(0, 9_120);
    assert!(trace.at_rest());
}

#[test]
fn what_was_told_before_a_look_is_no_news_after_it() {
    let mut trace = pressed();
    assert!(!trace.is_news());
    trace.stir();
    assert!(trace.is_news());
    trace.look();
    assert!(!trace.is_news());
    trace.stir();
    trace.mark(0, 200);
    assert!(!trace.is_news(), "what came before the press");
}

#[test]
fn a_frame_that_is_not_pressed_in_navigates_without_meaning() {
    let mut trace = pressed();
    trace.committed(7, "https://ads.example/", 120);
    assert!(!trace.navigated());
    trace.mark(7, 200);
    trace.committed(7, "https://a.example/thanks", 210);
    assert!(trace.navigated());
    assert_eq!(trace.url(), "https://a.example/add");
}

#[test]
fn a_navigation_that_was_given_up_leaves_the_page_where_it_was() {
    let mut trace = pressed();
    trace.failed(0, "net::ERR_ABORTED", 120);
    assert_eq!(*trace.loading(), Loading::Complete);
}

#[test]
fn a_broken_request_keeps_its_error() {
    let mut trace = pressed();
    trace.sent("1", "POST", "https://a.example/add", "xmlhttprequest", 110);
    trace.broke("1", "net::ERR_CONNECTION_RESET", 120);
    assert_eq!(trace.requests()[0].error, "net::ERR_CONNECTION_RESET");
    assert!(!trace.busy(121));
}

#[test]
fn pictures_make_room_for_what_may_be_the_submit() {
    let mut trace = pressed();
    for n in 0..MOST_REQUESTS {
        trace.sent(&format!("i{n}"), "GET", "https://a.example/p.png", "image", 110);
    }
    trace.sent("submit", "POST", "https://a.example/add", "xmlhttprequest", 111);
    assert_eq!(trace.requests().len(), MOST_REQUESTS);
    assert!(trace.requests().iter().any(|request| request.method == "POST"));
}

#[test]
fn addresses_tell_names_and_no_values() {
    assert_eq!(without_values("https://a.example/x?email=a@b.c&q=1#top"), "https://a.example/x?email&q");
    assert_eq!(without_values("https://a.example/x"), "https://a.example/x");
    assert_eq!(without_values("data:text/plain,secret"), "data:");
}

#[test]
fn a_document_whose_end_never_comes_is_not_waited_for_for_ever() {
    let mut trace = Trace::default();
    trace.sent("1", "GET", "https://a.example/add", "main_frame", 0);
    trace.answered("1", Some(200), "main_frame", 10);
    trace.committed(0, "https://a.example/add", 20);
    assert!(trace.busy(1_000) && !trace.is_endless(1_000));
    assert!(trace.is_endless(6_000) && !trace.busy(6_000));
}
