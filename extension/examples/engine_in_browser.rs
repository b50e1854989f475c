//! The form engine as a browser runs it: what `cargo xtask bench --only engine` loads beside the page agent.

#[cfg(target_arch = "wasm32")]
mod pressed;

#[cfg(target_arch = "wasm32")]
mod bench {
    use super::pressed::pressed;
    use autobolt_extension::forms::assess::assess;
    use autobolt_extension::forms::plan::{Assessment, Context, Recipe};
    use autobolt_extension::forms::snapshot::{FrameSnapshot, PageSnapshot};
    use autobolt_extension::forms::verdict::judge;
    use autobolt_extension::json;
    use autobolt_shared::BusinessProfile;
    use wasm_bindgen::prelude::*;

    /// A page that was described, and who is to be listed on it.
    #[wasm_bindgen]
    pub struct Engine {
        page: PageSnapshot,
        profile: BusinessProfile,
        recipe: Recipe,
    }

    #[wasm_bindgen]
    impl Engine {
        /// Reads the page agent's description and the customer.
        #[wasm_bindgen(constructor)]
        pub fn new(description: &str, customer: &str) -> Result<Engine, JsError> {
            let (page, profile) = (read(description)?, json::read(customer)?);
            Ok(Self { page, profile, recipe: Recipe::default() })
        }

        /// Reads a description, and says how many controls it has.
        pub fn read(&self, description: &str) -> Result<usize, JsError> {
            Ok(read(description)?.frames.iter().map(|frame| frame.controls.len()).sum())
        }

        /// Decides what to do with the page, and says how many fields are to be filled.
        pub fn assess(&self) -> usize {
            match assess(&self.page, &self.context()) {
                Assessment::Fill(plan) => plan.fills.len(),
                _ => 0,
            }
        }

        /// Judges a press that was answered with the same page.
        pub fn judge(&self) -> String {
            let seen = pressed(self.page.clone(), self.page.clone(), 1);
            format!("{:?}", judge(&seen, &self.context()))
        }

        fn context(&self) -> Context<'_> {
            Context {
                profile: &self.profile,
                recipe: &self.recipe,
                language: Some("en"),
                country: Some("US"),
                steps_done: 0,
                links_followed: 0,
                waited_ms: 10_000,
            }
        }
    }

    fn read(description: &str) -> Result<PageSnapshot, JsError> {
        Ok(PageSnapshot { frames: vec![json::read::<FrameSnapshot>(description)?] })
    }
}
