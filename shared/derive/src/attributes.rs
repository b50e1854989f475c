//! The `#[serde(…)]` attributes that say how a type looks in JSON.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Error, Ident, LitStr, Path, Result, Type};

/// What stands where a field is missing.
pub(crate) enum Default {
    /// `Default::default()`.
    Trait,
    /// What the function returns.
    Function(Path),
}

/// How a type, a variant or a field looks in JSON.
pub(crate) struct Attributes {
    rename: Option<String>,
    rename_all: Option<LitStr>,
    pub default: Option<Default>,
    pub flatten: bool,
    pub tag: Option<String>,
    pub try_from: Option<Type>,
    pub deny_unknown_fields: bool,
}

impl Attributes {
    /// Nothing said.
    pub(crate) const fn none() -> Self {
        Self {
            rename: None,
            rename_all: None,
            default: None,
            flatten: false,
            tag: None,
            try_from: None,
            deny_unknown_fields: false,
        }
    }

    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut read = Self::none();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| read.take(&meta))?;
        }
        Ok(read)
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let key = meta.path.require_ident()?.to_string();
        let text = || meta.value()?.parse::<LitStr>();
        match key.as_str() {
            "rename" => self.rename = Some(text()?.value()),
            "rename_all" => self.rename_all = Some(text()?),
            "default" if meta.input.peek(syn::Token![=]) => {
                self.default = Some(Default::Function(text()?.parse()?));
            }
            "default" => self.default = Some(Default::Trait),
            "flatten" => self.flatten = true,
            "tag" => self.tag = Some(text()?.value()),
            "try_from" => self.try_from = Some(text()?.parse()?),
            "deny_unknown_fields" => self.deny_unknown_fields = true,
            // A struct of one field is read as that field in any case.
            "transparent" => {}
            // About writing.
            "into" | "skip_serializing_if" => drop(text()?),
            other => return Err(meta.error(format!("FromJson does not know `{other}`"))),
        }
        Ok(())
    }

    pub(crate) fn name_of_field(&self, field: &Ident, its: &Self) -> Result<String> {
        let plain = field.to_string();
        self.name(its, field.span(), &plain, |style| match style {
            "snake_case" => Some(plain.clone()),
            "camelCase" => Some(camel(&plain)),
            _ => None,
        })
    }

    pub(crate) fn name_of_variant(&self, variant: &Ident, its: &Self) -> Result<String> {
        let plain = variant.to_string();
        self.name(its, variant.span(), &plain, |style| match style {
            "lowercase" => Some(plain.to_lowercase()),
            "snake_case" => Some(snake(&plain)),
            _ => None,
        })
    }

    fn name(
        &self,
        its: &Self,
        at: Span,
        plain: &str,
        styled: impl Fn(&str) -> Option<String>,
    ) -> Result<String> {
        match (&its.rename, &self.rename_all) {
            (Some(name), _) => Ok(name.clone()),
            (None, Some(style)) => {
                styled(&style.value()).ok_or_else(|| Error::new(at, "FromJson does not know this style"))
            }
            (None, None) => Ok(plain.to_owned()),
        }
    }
}

/// `tab_id` as `tabId`.
fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name + letters.as_str()
    })
}

/// `PayNeeded` as `pay_needed`.
fn snake(camel: &str) -> String {
    let mut name = String::new();
    for letter in camel.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
