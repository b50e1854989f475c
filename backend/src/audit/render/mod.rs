//! The report as text, Markdown and HTML. JSON is the report itself.

mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;
