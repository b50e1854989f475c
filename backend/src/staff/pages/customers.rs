//! `GET /staff/customers`: who there is, and what they have.

use super::{Live, Page, render, shell};
use crate::{
    app::App,
    problem::Query,
    staff::{session::Caller, view::Shell},
    store::{
        self,
        overview::{self, CustomerLine},
    },
};
use askama::Template;
use axum::{extract::State, http::Uri};
use serde::Deserialize;

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
}

#[derive(Template)]
#[template(path = "customers.html")]
struct Customers {
    shell: Shell,
    q: String,
    /// Customers may be added here.
    own_table: bool,
    customers: Vec<CustomerLine>,
}

/// Shows them.
pub async fn show(State(app): State<App>, caller: Caller, uri: Uri, Query(search): Query<Search>) -> Page {
    let q = search.q.trim().to_owned();
    let customers = overview::customers(&app.pool, &q, 100).await?;
    let own_table = store::customers::are_ours(&mut *app.pool.acquire().await?).await?;
    let shell = shell(&app, caller, &uri, Live::Anything).await?;
    Ok(render(&Customers { shell, q, own_table, customers }))
}
