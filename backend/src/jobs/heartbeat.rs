//! The sign of life: renews the lease, says what the worker does, brings back what staff want of it.

use super::{
    Caller,
    lease::{self, Ended},
    refused::Refused,
    report,
};
use crate::store::{
    attempts, events,
    workers::{self, Says, Sign},
};
use autobolt_shared::{
    DirectoryName, JobId,
    protocol::{
        Command,
        heartbeat::{HeartbeatReply, HeartbeatRequest, OpenPage},
    },
    timing::Timing,
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Takes a sign of life.
///
/// # Errors
/// The lease it names is lost; the sign of life itself is written down all the same.
pub async fn heartbeat(
    pool: &PgPool,
    caller: &Caller,
    request: HeartbeatRequest,
    timing: &Timing,
) -> Result<HeartbeatReply, Refused> {
    let stop = seen(pool, caller, Some(&request)).await?;
    let mut tx = pool.begin().await?;
    let mut command = if stop { Command::Stop } else { Command::Continue };
    let mut expires = None;
    if let Some(job) = request.job_id {
        let fenced = lease::fence(&mut tx, job, caller, request.lease.as_ref(), timing, false).await?;
        command = report::command(&fenced);
        expires = Some(timing.lease_ms);
        let how = match command {
            Command::Pause => Some(Ended::Paused),
            Command::Cancel => Some(Ended::Cancelled),
            Command::Stop | Command::Continue => None,
        };
        // Nothing is begun, nothing is unsent: the worker has let the job go, and the lease ends now.
        if let Some(how) = how
            && request.doing.is_empty()
            && request.outbox == 0
            && !attempts::any_unresolved(&mut tx, job).await?
        {
            lease::end(&mut tx, job, how, &caller.actor()).await?;
            expires = None;
        }
    }
    let (open, close) = pages(&mut tx, caller, &request).await?;
    tx.commit().await?;
    let next_in_ms = if request.job_id.is_some() { timing.heartbeat_ms } else { timing.idle_heartbeat_ms };
    Ok(HeartbeatReply { command, lease_expires_in_ms: expires, open, close, next_in_ms })
}

/// Writes down that the worker lives. True: staff asked it to stop.
///
/// # Errors
/// The database's.
pub async fn seen(
    pool: &PgPool,
    caller: &Caller,
    request: Option<&HeartbeatRequest>,
) -> Result<bool, Refused> {
    let encode = |e: serde_json::Error| sqlx::Error::Encode(Box::new(e));
    let mut sign = Sign {
        build: caller.build.as_deref(),
        protocol: caller.protocol.and_then(|p| i32::try_from(p).ok()),
        incarnation: caller.incarnation.as_deref(),
        says: None,
    };
    let mut conn = pool.acquire().await?;
    let Some(request) = request else {
        return Ok(workers::seen(&mut conn, caller.key(), sign).await?.stop);
    };
    let state = request.state.map(serde_json::to_value).transpose().map_err(encode)?;
    let doing = serde_json::to_value(&request.doing).map_err(encode)?;
    let pages = serde_json::to_value(&request.pages).map_err(encode)?;
    sign.says = Some(Says {
        state: state.as_ref().and_then(serde_json::Value::as_str),
        doing: &doing,
        pages: &pages,
        outbox: i32::try_from(request.outbox).unwrap_or(i32::MAX),
    });
    let seen = workers::seen(&mut conn, caller.key(), sign).await?;
    if seen.changed {
        events::worker_changed(&mut conn, caller.key()).await?;
    }
    Ok(seen.stop)
}

/// Pages to bring to the front, and pages to close.
async fn pages(
    conn: &mut PgConnection,
    caller: &Caller,
    request: &HeartbeatRequest,
) -> sqlx::Result<(Vec<OpenPage>, Vec<OpenPage>)> {
    let page = |job: Uuid, name: String, request| OpenPage {
        job_id: JobId(job),
        directory_name: DirectoryName(name),
        request,
    };
    let (mut open, mut close) = (Vec::new(), Vec::new());
    let requests = match &request.handled {
        Some(handled) => workers::open_page_requests(conn, &caller.keys, handled).await?,
        None => workers::take_page_requests(conn, &caller.keys).await?,
    };
    for wanted in requests {
        let list = if wanted.action == "open" { &mut open } else { &mut close };
        list.push(page(wanted.job_id, wanted.directory_name, Some(wanted.id)));
    }
    // A page whose report is still on its way is not known here yet, so with a full outbox nothing is closed.
    if request.outbox == 0 && !request.pages.is_empty() {
        let jobs: Vec<Uuid> = request.pages.iter().map(|p| p.job_id.0).collect();
        let names: Vec<String> = request.pages.iter().map(|p| p.directory_name.0.clone()).collect();
        for (job, name) in workers::pages_not_needed(conn, &caller.keys, &jobs, &names).await? {
            let page = page(job, name, None);
            if !close.iter().any(|other| same(other, &page)) {
                close.push(page);
            }
        }
    }
    // Closed meanwhile: the request to open is answered by that.
    let (closed, open): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|page| close.iter().any(|other| same(other, page)));
    close.extend(closed);
    Ok((open, close))
}

/// Whether two requests are about one page.
fn same(one: &OpenPage, other: &OpenPage) -> bool {
    one.job_id == other.job_id && one.directory_name == other.directory_name
}
