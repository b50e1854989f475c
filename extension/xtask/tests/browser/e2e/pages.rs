//! What staff see while a job runs. The pictures land in `target/pictures`; the README's are copies of them.

use super::{done, wait_for, wait_for_rest};
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;
use xtask::cdp::Page;
use xtask::rig::{Options, Rig, sign_in};

pub async fn picture(page: &mut Page, name: &str, width: u32, height: u32, dark: bool) {
    let png = xtask::screenshots::picture(page, width, height, dark).await.unwrap();
    let folder: PathBuf = xtask::workspace::root().join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), png).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_staff_page_and_the_side_panel_count_up_while_a_job_runs() {
    let _turn = crate::harness::one_at_a_time().await;
    let sites = [1, 2, 3, 4, 8, 10, 13, 17, 22, 24, 33, 40, 43, 50];
    let mut rig = Rig::start(&Options::for_test(&sites)).await.unwrap();
    let mut staff = sign_in(&rig.browser, &rig.backend).await.unwrap();
    let mut panel =
        rig.browser.open(&format!("chrome-extension://{}/panel.html", rig.built.extension_id)).await.unwrap();

    let job = rig.order(None, false).unwrap();
    wait_for(&mut rig, &job, "some directories", Duration::from_secs(120), |j| done(j) >= 4).await.unwrap();
    // Without a reload: the page was opened before there was a job.
    let counts = "/\\b[1-9]\\d*\\/14 directories/.test(document.body.innerText)";
    // A page in the background saves its strength.
    staff.call("Page.bringToFront", json!({})).await.unwrap();
    staff.wait_for(counts, "the staff page to count", Duration::from_secs(10)).await.unwrap();
    panel.call("Page.bringToFront", json!({})).await.unwrap();
    panel.wait_for(counts, "the side panel to count", Duration::from_secs(10)).await.unwrap();
    picture(&mut panel, "side-panel.png", 400, 760, false).await;
    picture(&mut panel, "side-panel-dark.png", 400, 760, true).await;
    staff.call("Page.bringToFront", json!({})).await.unwrap();
    picture(&mut staff, "staff-overview.png", 1200, 760, false).await;
    picture(&mut staff, "staff-overview-dark.png", 1200, 760, true).await;
    picture(&mut staff, "staff-overview-phone.png", 390, 844, false).await;

    wait_for_rest(&mut rig, &job, Duration::from_secs(180)).await.unwrap();
    for (path, name) in [
        (format!("/staff/jobs/{job}"), "staff-job"),
        ("/staff/needs-you".to_owned(), "staff-needs"),
        ("/staff/autobolts".to_owned(), "staff-autobolts"),
    ] {
        let mut page = rig.browser.open(&rig.backend.url(&path)).await.unwrap();
        page.wait_for("document.readyState === 'complete'", "the page", Duration::from_secs(10))
            .await
            .unwrap();
        picture(&mut page, &format!("{name}.png"), 1200, 900, false).await;
    }
    panel.call("Page.bringToFront", json!({})).await.unwrap();
    picture(&mut panel, "side-panel-waiting.png", 400, 760, false).await;
    rig.stop();
}
