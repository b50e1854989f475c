//! The little of the DOM the extension's own pages need. Text is only ever set as text: nothing that comes from a
//! directory, a customer or a server is parsed as markup.

use std::future::Future;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement};

/// The page.
///
/// # Panics
/// Outside a page: the service worker draws nothing.
#[must_use]
#[expect(clippy::expect_used, reason = "called in the extension's own pages alone, which have a document")]
pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page has a document")
}

/// An element of the page, as what it is.
///
/// # Panics
/// When the page's own HTML lacks it: a mistake the first look at the page shows.
#[must_use]
pub fn by_id<T: JsCast>(id: &str) -> T {
    document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into().ok())
        .unwrap_or_else(|| panic!("the page has no #{id} of that kind"))
}

/// Sets an element's text.
pub fn text(id: &str, text: &str) {
    let element: Element = by_id(id);
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides an element.
pub fn show(id: &str, shown: bool) {
    by_id::<HtmlElement>(id).set_hidden(!shown);
}

/// Calls `heard` for every such event on an element. It stays as long as the page.
pub fn on(element: &Element, event: &str, heard: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(heard);
    // Fails only for a listener that is none.
    let _ = element.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Does something in answer to a click.
pub fn on_click<F: Future<Output = ()> + 'static>(id: &str, mut act: impl FnMut() -> F + 'static) {
    on(&by_id(id), "click", move |_| wasm_bindgen_futures::spawn_local(act()));
}

/// A new element.
#[must_use]
pub fn element(tag: &str, class: &str) -> Element {
    // Only fails for a name that is no element name.
    #[expect(clippy::expect_used, reason = "the names are this code's own")]
    let element = document().create_element(tag).expect("an element name");
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// A new element with text.
#[must_use]
pub fn said(tag: &str, class: &str, text: &str) -> Element {
    let element = element(tag, class);
    element.set_text_content(Some(text));
    element
}

/// Puts elements into another, at its end.
pub fn append(parent: &Element, children: impl IntoIterator<Item = Element>) {
    for child in children {
        // Fails only for a child that contains its parent.
        let _ = parent.append_child(&child);
    }
}
