//! The pages, made on the server. One file per page.

pub mod audit;
pub mod autobolts;
pub mod catalogue;
pub mod customer;
pub mod customers;
pub mod directory;
pub mod evidence;
pub mod export;
pub mod import;
pub mod job;
pub mod keys;
pub mod metrics;
pub mod needs;
pub mod new_job;
pub mod overview;
pub mod people;
pub mod recipe;
pub mod report;
pub mod system;

use super::{assets, session::Caller, view::Shell};
use crate::{app::App, problem::ApiError};
use askama::Template;
use autobolt_shared::problem::Problem;
use axum::{
    extract::Request,
    http::{StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// A template as a response; a template that cannot be rendered is the server's fault.
pub fn render(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(error) => ApiError::internal(&error).into_response(),
    }
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal<'a> {
    version: &'static str,
    title: &'a str,
    detail: &'a str,
}

/// A problem as a page.
#[must_use]
pub fn refusal(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = Refusal { version: assets::version(), title: &error.0.title, detail: &error.0.detail };
    (status, render(&page)).into_response()
}

/// Turns a problem into a page where a browser asked for one: whatever went wrong, and wherever.
pub async fn for_browsers(request: Request, next: Next) -> Response {
    let wanted = super::access::wants_page(request.headers());
    let response = next.run(request).await;
    let Some(problem) = response.extensions().get::<Problem>().filter(|_| wanted).cloned() else {
        return response;
    };
    let mut page = refusal(&ApiError(problem));
    for (name, value) in response.headers() {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    // A browser would ask for a user name and a password.
    page.headers_mut().remove(header::WWW_AUTHENTICATE);
    super::secure(page.headers_mut());
    page
}

/// A page that could not be made, as a page.
#[derive(Debug)]
pub struct PageError(ApiError);

impl<E: Into<ApiError>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        refusal(&self.0)
    }
}

/// What a page's handler returns.
pub type Page = Result<Response, PageError>;

/// The surroundings of a page.
///
/// # Errors
/// The database's.
pub async fn shell(app: &App, caller: Caller, uri: &Uri, live: Live<'_>) -> Result<Shell, PageError> {
    let needs = crate::store::overview::needs_staff(&app.pool).await?;
    let here = uri.path_and_query().map_or_else(|| "/staff".to_owned(), |path| path.as_str().to_owned());
    let (live, job) = match live {
        Live::No => (false, String::new()),
        Live::Anything => (true, String::new()),
        Live::Job(id) => (true, id.to_owned()),
    };
    Ok(Shell { caller, here, live, job, needs })
}

/// What makes a page read itself again.
#[derive(Debug, Clone, Copy)]
pub enum Live<'a> {
    /// Nothing: it is a form, or history.
    No,
    /// Any change.
    Anything,
    /// Changes of that job, and of workers.
    Job(&'a str),
}
