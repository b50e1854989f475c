//! Pictures of the customer's.

use super::Decision;
use crate::forms::classify::Understood;
use crate::forms::field::Meaning as M;
use crate::forms::plan::{Fill, FillValue};
use crate::forms::text::tokens;
use crate::forms::values::Facts;

pub(super) fn file(u: &Understood<'_>, facts: &Facts<'_>, before: &[Fill]) -> Decision {
    let c = u.question.first();
    let p = facts.profile;
    let takes = |media: &str, name: &str| {
        let accept = c.accept.trim().to_ascii_lowercase();
        accept.is_empty()
            || accept.split(',').map(str::trim).any(|a| match a.strip_suffix("/*") {
                Some(kind) => media.starts_with(kind),
                None if a.starts_with('.') => {
                    name.to_ascii_lowercase().ends_with(a)
                        || (a == ".jpg" && media == "image/jpeg")
                        || (a == ".jpeg" && media == "image/jpeg")
                        || media.ends_with(&a[1..])
                }
                None => a == media || a == "*",
            })
    };
    let asset = match u.is.meaning {
        // "Image" alone is the listing's one picture: the logo, or a photo where there is none.
        M::Logo if p.logo.is_none() && !tokens(&u.question.label.text).iter().any(|w| w.contains("logo")) => {
            p.photos.iter().collect()
        }
        M::Logo => p.logo.iter().collect(),
        M::Photo => p.photos.iter().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    if asset.is_empty() {
        return Decision::Missing;
    }
    let attached = |kind: &str| before.iter().any(|f| f.value == FillValue::File(kind.to_owned()));
    match asset.into_iter().find(|a| takes(&a.media_type, &a.file_name) && !attached(&a.kind)) {
        Some(a) => Decision::Fill(vec![(c.r, FillValue::File(a.kind.clone()), a.file_name.clone())]),
        None if u.question.required => Decision::Missing,
        None if c.accept.is_empty() => Decision::Skip("no further picture is known".into()),
        None => Decision::Skip(format!("no picture of the kind the field takes ({})", c.accept)),
    }
}
