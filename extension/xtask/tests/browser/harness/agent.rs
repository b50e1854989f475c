//! The page agent in one frame of a page, called as the extension calls it.

use super::within;
use autobolt_extension::forms::action::{ActOp, ActResult, Held};
use autobolt_extension::forms::snapshot::{Control, FrameSnapshot};
use autobolt_extension::json::FromJson;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::page::{
    CreateIsolatedWorldParams, FrameId, FrameTree, GetFrameTreeParams,
};
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, ExecutionContextId};
use serde_json::{Value, json};

/// The agent, injected into an isolated world of one frame.
pub struct Agent {
    page: Page,
    world: ExecutionContextId,
}

impl Agent {
    /// Injects it into the top frame.
    pub async fn inject(page: &Page) -> Self {
        let top =
            within("the frame tree", page.execute(GetFrameTreeParams::default())).await.result.frame_tree;
        Self::inject_frame(page, top.frame.id).await
    }

    /// Injects it into every frame, parents first.
    pub async fn inject_all(page: &Page) -> Vec<Self> {
        let top =
            within("the frame tree", page.execute(GetFrameTreeParams::default())).await.result.frame_tree;
        let mut agents = Vec::new();
        for frame in frames(&top) {
            agents.push(Self::inject_frame(page, frame).await);
        }
        agents
    }

    async fn inject_frame(page: &Page, frame: FrameId) -> Self {
        let params =
            CreateIsolatedWorldParams::builder().frame_id(frame).world_name("autobolt").build().unwrap();
        let world = within("an isolated world", page.execute(params)).await.result.execution_context_id;
        let agent = Self { page: page.clone(), world };
        let source = xtask::extension::agent::source().unwrap();
        agent.evaluate(&source).await;
        agent
    }

    /// Evaluates an expression in the agent's world; a promise is awaited.
    pub async fn evaluate(&self, expression: &str) -> Value {
        evaluate(&self.page, Some(self.world), expression).await
    }

    async fn call<T: FromJson>(&self, method: &str, argument: Value) -> T {
        let answer = self.evaluate(&format!("__autobolt.{method}({argument})")).await;
        T::from_json(answer.clone()).unwrap_or_else(|e| panic!("{method} answered {answer}: {e}"))
    }

    /// What it sees.
    pub async fn describe(&self) -> FrameSnapshot {
        let answer = self.evaluate("__autobolt.describe()").await;
        FrameSnapshot::from_json(answer.clone()).unwrap_or_else(|e| panic!("{e} in {answer}"))
    }

    /// Does things.
    pub async fn act(&self, ops: &[ActOp]) -> Vec<ActResult> {
        self.call("act", json!(ops)).await
    }

    /// Does one thing that must succeed.
    pub async fn must(&self, op: ActOp) {
        let result = self.act(std::slice::from_ref(&op)).await.remove(0);
        assert!(result.ok, "{op:?}: {}", result.why);
    }

    /// What one control holds.
    pub async fn held(&self, r: u32) -> Held {
        self.call::<Vec<Held>>("read", json!([r])).await.remove(0)
    }

    /// Presses.
    pub async fn press(&self, r: u32) -> ActResult {
        self.call("press", json!(r)).await
    }

    /// Starts watching.
    pub async fn arm(&self) {
        self.evaluate("__autobolt.arm()").await;
    }

    /// What appeared since.
    pub async fn seen(&self) -> Value {
        self.evaluate("__autobolt.seen()").await
    }

    /// Evaluates in the page's own world.
    pub async fn in_page(&self, expression: &str) -> Value {
        evaluate(&self.page, None, expression).await
    }
}

async fn evaluate(page: &Page, world: Option<ExecutionContextId>, expression: &str) -> Value {
    let mut params =
        EvaluateParams::builder().expression(expression).await_promise(true).return_by_value(true);
    if let Some(world) = world {
        params = params.context_id(world);
    }
    let what: String = expression.chars().take(80).collect();
    let answer = within(&what, page.execute(params.build().unwrap())).await.result;
    if let Some(problem) = answer.exception_details {
        let words = problem.exception.and_then(|e| e.description).unwrap_or(problem.text);
        panic!("{what}: {words}");
    }
    answer.result.value.unwrap_or_default()
}

fn frames(tree: &FrameTree) -> Vec<FrameId> {
    let mut all = vec![tree.frame.id.clone()];
    for child in tree.child_frames.iter().flatten() {
        all.extend(frames(child));
    }
    all
}

/// The control of that name.
#[must_use]
pub fn by_name<'a>(frame: &'a FrameSnapshot, name: &str) -> &'a Control {
    frame.controls.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no control named {name}"))
}

/// The control of that id.
#[must_use]
pub fn by_id<'a>(frame: &'a FrameSnapshot, id: &str) -> &'a Control {
    frame.controls.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("no control with id {id}"))
}
