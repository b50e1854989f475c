//! Sabotage of the backend and the database in which a whole job is played.

use super::{Copy, fails, found, sabotaged};
use autobolt_backend::{api, audit::Status};
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;

/// As a JSON answer that something was done.
fn pretended() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], r#"{"message":"Done.","directories":0}"#).into_response()
}

sabotaged!(forgets_that_it_resumed, |request, next| {
    if request.uri().path() != "/jobs/next" {
        return next.run(request).await;
    }
    let (mut parts, body) = next.run(request).await.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    parts.headers.remove(header::CONTENT_LENGTH);
    let text = String::from_utf8(bytes.to_vec()).unwrap().replace("\"resumed\":true", "\"resumed\":false");
    Response::from_parts(parts, Body::from(text))
});
sabotaged!(takes_stale_reports, |request, next| {
    let update = request.uri().path() == "/jobs/update";
    let response = next.run(request).await;
    if update && response.status() == StatusCode::CONFLICT { pretended() } else { response }
});
sabotaged!(shows_workers_to_workers, |request, next| {
    if request.uri().path() == "/staff/api/workers" && request.headers().contains_key(header::AUTHORIZATION) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(takes_sessions_for_keys, |request, next| {
    if request.uri().path() == "/whoami" && request.headers().contains_key(header::COOKIE) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(does_not_pause, |request, next| {
    if request.uri().path().ends_with("/pause") && request.method() == Method::POST && !nobody(&request) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(does_not_cancel, |request, next| {
    if request.uri().path().ends_with("/cancel") && !nobody(&request) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(does_not_retry, |request, next| {
    if request.uri().path().ends_with("/retry") && !nobody(&request) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(does_not_revoke, |request, next| {
    if request.uri().path().ends_with("/revoke") && !nobody(&request) {
        return pretended();
    }
    next.run(request).await
});
sabotaged!(streams_nothing, |request, next| {
    if request.uri().path() == "/staff/events" && !nobody(&request) {
        return ([(header::CONTENT_TYPE, "text/event-stream")], "").into_response();
    }
    next.run(request).await
});
sabotaged!(tells_a_secret, |request, next| {
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-debug", HeaderValue::from_static("sb_secret_N7UND0UgjKTVK"));
    response
});

/// Without a session: the checks of who may call are to be answered as ever.
fn nobody(request: &axum::extract::Request) -> bool {
    !request.headers().contains_key(header::COOKIE)
}

macro_rules! noticed {
    ($($name:ident: $router:expr, $sql:expr => $id:literal;)+) => {$(
        #[tokio::test]
        async fn $name() {
            let copy = Copy::new().await;
            fails(&copy.rehearse($router, $sql).await, $id);
        }
    )+};
}

noticed! {
    a_job_that_comes_back_as_if_it_were_new_is_noticed: forgets_that_it_resumed, "" => "flow.resume";
    a_stale_report_that_is_taken_is_noticed: takes_stale_reports, "" => "flow.stale";
    a_staff_route_open_to_workers_is_noticed: shows_workers_to_workers, "" => "endpoints.worker_on_staff";
    a_worker_route_open_to_staff_is_noticed: takes_sessions_for_keys, "" => "endpoints.staff_on_worker";
    a_pause_that_does_nothing_is_noticed: does_not_pause, "" => "control.pause";
    a_cancel_that_does_nothing_is_noticed: does_not_cancel, "" => "control.cancel";
    a_retry_that_does_nothing_is_noticed: does_not_retry, "" => "control.retry";
    a_revocation_that_does_nothing_is_noticed: does_not_revoke, "" => "keys.revoke";
    a_live_stream_that_says_nothing_is_noticed: streams_nothing, "" => "control.live";
    an_answer_that_carries_a_secret_is_noticed: tells_a_secret, "" => "api.no_secrets";
    a_job_offered_before_it_is_approved_is_noticed: api::router,
        "create function public.approve() returns trigger language plpgsql as
           $$ begin new.approved_at = now(); new.approved_by = 'nobody'; new.claimable = true; return new; end $$;
         create trigger approve before insert on autobolt.job_control for each row execute function public.approve()"
        => "flow.approval";
    a_result_whose_log_is_lost_is_noticed: api::router,
        "create function public.forget() returns trigger language plpgsql as $$ begin new.response_log = '{\"x\": 1}'; return new; end $$;
         create trigger forget before update on public.job_results for each row when (new.status = 'submitted')
           execute function public.forget()"
        => "flow.rows";
    a_dead_worker_s_job_that_nobody_gets_is_noticed: api::router,
        "create function public.hold() returns trigger language plpgsql as
           $$ begin new.lease_expires_at = new.lease_expires_at + interval '1 hour'; return new; end $$;
         create trigger hold before update of lease_expires_at on autobolt.job_control for each row when (new.lease_expires_at is not null)
           execute function public.hold()"
        => "flow.takeover";
    a_captcha_that_is_tried_again_by_itself_is_noticed: api::router,
        "create function public.hurry() returns trigger language plpgsql as $$ begin new.needs_staff = false; return new; end $$;
         create trigger hurry before update on autobolt.submissions for each row when (new.reason = 'captcha')
           execute function public.hurry()"
        => "flow.wall";
}

#[tokio::test]
async fn a_system_as_it_should_be_passes_every_check() {
    let copy = Copy::new().await;
    let report = copy.rehearse(api::router, "").await;
    assert_eq!(report.verdict, Status::Pass, "{:#?}", report.gaps());
    assert!(report.checks.len() >= 55, "{}", report.checks.len());
    assert!(report.answers.iter().all(|answer| answer.status == Status::Pass && !answer.checks.is_empty()));
    assert!(report.requirements().iter().all(|(_, status)| *status == Status::Pass));
}

#[tokio::test]
async fn customer_data_that_leaves_beside_the_profile_is_noticed_on_its_way_and_in_the_answers() {
    let copy = Copy::new().await;
    let sql = "create or replace function autobolt.customer_profile(wanted uuid) returns jsonb
               language sql stable security definer set search_path = '' as
               $$ select pg_catalog.to_jsonb(c) || pg_catalog.jsonb_build_object('description', c.business_data::text)
                  from public.customers c where c.id = wanted $$";
    let report = copy.rehearse(api::router, sql).await;
    assert_eq!(
        found(&report),
        [("flow.customer_data", Status::Fail), ("api.no_secrets", Status::Fail)],
        "{:#?}",
        report.gaps()
    );
}
