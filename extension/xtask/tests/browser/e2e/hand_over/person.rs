//! A member of staff at the browser: finds the prepared page, clicks and types as a hand would. What the browser is told so,
//! a page cannot tell from a person's own (`isTrusted`).

use serde_json::{Value, json};
use std::time::Duration;
use xtask::cdp::Page;
use xtask::rig::Rig;

/// Somebody who works in one page.
pub struct Person {
    page: Page,
}

impl Person {
    /// Brings the page whose address holds that text to the front.
    pub async fn at(rig: &Rig, part: &str) -> Self {
        let socket = crate::harness::eventually(&format!("a page at {part}"), || async {
            let targets = rig.browser.targets().await.ok()?;
            targets.into_iter().find(|t| t.kind == "page" && t.url.contains(part)).map(|t| t.socket)
        })
        .await;
        let mut page = Page::attach(&socket).await.unwrap();
        page.call("Page.bringToFront", json!({})).await.unwrap();
        Self { page }
    }

    /// Waits until the page shows such an element.
    pub async fn sees(&mut self, selector: &str) {
        let there = format!("Boolean(document.querySelector({selector:?}))");
        self.page.wait_for(&there, selector, Duration::from_secs(20)).await.unwrap();
    }

    /// Waits until the page says so.
    pub async fn reads(&mut self, words: &str) {
        let there = format!("document.body.innerText.includes({words:?})");
        self.page.wait_for(&there, words, Duration::from_secs(20)).await.unwrap();
    }

    pub async fn click(&mut self, selector: &str) {
        self.sees(selector).await;
        let middle = format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{ block: 'center' }}); \
             const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        );
        let at = self.page.eval(&middle).await.unwrap();
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1 });
            self.page.call("Input.dispatchMouseEvent", event).await.unwrap();
        }
    }

    pub async fn types(&mut self, selector: &str, text: &str) {
        self.click(selector).await;
        self.page.call("Input.insertText", json!({ "text": text })).await.unwrap();
    }

    /// Goes down a list by the keyboard, until it stands on that option.
    pub async fn picks(&mut self, selector: &str, option: &str) {
        self.sees(selector).await;
        let at =
            |page: &str| format!("(() => {{ const s = document.querySelector({selector:?}); {page} }})()");
        self.page.eval(&at("s.focus(); return 0;")).await.unwrap();
        for _ in 0..20 {
            let shown = self.page.eval(&at("return s.selectedOptions[0].text;")).await.unwrap();
            if shown == option {
                return;
            }
            for kind in ["keyDown", "keyUp"] {
                let key = json!({ "type": kind, "key": "ArrowDown", "code": "ArrowDown", "windowsVirtualKeyCode": 40 });
                self.page.call("Input.dispatchKeyEvent", key).await.unwrap();
            }
        }
        panic!("{selector} does not offer {option}");
    }

    /// What the page's own script says.
    pub async fn eval(&mut self, expression: &str) -> Value {
        self.page.eval(expression).await.unwrap()
    }
}
