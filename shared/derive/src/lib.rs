//! `#[derive(FromJson)]`: reads a type from JSON with little code. See `autobolt_shared::json` for why.
//!
//! It follows the `#[serde(…)]` attributes the type has for writing, so both directions agree. An attribute it does not
//! know, or a shape nobody here uses, does not compile.

mod attributes;

use attributes::{Attributes, Default};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Ident, Result, parse_macro_input};

/// Implements `autobolt_shared::json::FromJson`.
#[proc_macro_derive(FromJson, attributes(serde))]
pub fn from_json(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implementation(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn implementation(input: &DeriveInput) -> Result<Tokens> {
    let name = &input.ident;
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "FromJson reads owned, concrete types"));
    }
    let own = Attributes::read(&input.attrs)?;
    let body = match (&own.try_from, &input.data) {
        (Some(raw), _) => quote! { json::converted::<#raw, Self>(value) },
        (None, Data::Struct(data)) => structure(&data.fields, &own)?,
        (None, Data::Enum(data)) => match &own.tag {
            Some(tag) => tagged(data, &own, tag)?,
            None if data.variants.iter().all(|v| matches!(v.fields, Fields::Unit)) => words(data, &own)?,
            None => variants(data, &own)?,
        },
        (None, Data::Union(_)) => return Err(Error::new_spanned(name, "FromJson reads no unions")),
    };
    Ok(quote! {
        impl autobolt_shared::json::FromJson for #name {
            fn from_json(value: autobolt_shared::json::Value) -> ::core::result::Result<Self, autobolt_shared::json::Error> {
                use autobolt_shared::json;
                #body
            }
        }
    })
}

/// A struct is an object; one of a single unnamed field is what that field is.
fn structure(fields: &Fields, own: &Attributes) -> Result<Tokens> {
    match fields {
        Fields::Unnamed(held) if held.unnamed.len() == 1 => {
            Ok(quote! { json::FromJson::from_json(value).map(Self) })
        }
        Fields::Named(_) => {
            let read = object(&quote! { Self }, fields, own)?;
            Ok(quote! { let mut fields = json::Fields::of(value)?; #read })
        }
        _ => Err(Error::new_spanned(fields, "FromJson reads named fields, or one without a name")),
    }
}

/// Reads `fields` into `what`, a struct or an enum's variant.
fn object(what: &Tokens, fields: &Fields, own: &Attributes) -> Result<Tokens> {
    let mut each = Vec::new();
    for field in fields {
        let attributes = Attributes::read(&field.attrs)?;
        let Some(ident) = &field.ident else {
            return Err(Error::new_spanned(field, "FromJson reads named fields"));
        };
        each.push((ident, own.name_of_field(ident, &attributes)?, attributes));
    }
    // What is flattened takes all that the others leave.
    each.sort_by_key(|(_, _, attributes)| attributes.flatten);
    let all_read = own.deny_unknown_fields.then(|| quote! { fields.none_left()?; });
    if let Some(Default::Trait) = own.default {
        let idents = each.iter().map(|(ident, ..)| ident);
        let names = each.iter().map(|(_, name, _)| name);
        return Ok(quote! {
            let mut read = <#what as ::core::default::Default>::default();
            #(fields.update(#names, &mut read.#idents)?;)*
            #all_read
            Ok(read)
        });
    }
    let values = each.iter().map(|(ident, name, attributes)| {
        let value = match &attributes.default {
            _ if attributes.flatten => quote! { fields.rest()? },
            None => quote! { fields.required(#name)? },
            Some(Default::Trait) => quote! { fields.or_default(#name)? },
            Some(Default::Function(path)) => quote! { fields.optional(#name)?.unwrap_or_else(#path) },
        };
        quote! { #ident: #value }
    });
    Ok(quote! {
        let read = #what { #(#values),* };
        #all_read
        Ok(read)
    })
}

/// An enum of nothing but names is a text.
fn words(data: &syn::DataEnum, own: &Attributes) -> Result<Tokens> {
    let mut each = Vec::new();
    for variant in &data.variants {
        let (ident, name) = (&variant.ident, name_of(variant, own)?);
        each.push(quote! { (#name, Self::#ident) });
    }
    Ok(quote! { json::word(&value, &[#(#each),*]) })
}

/// `"plain"`, `{"wrapped": …}` or `{"named": {…}}`.
fn variants(data: &syn::DataEnum, own: &Attributes) -> Result<Tokens> {
    let mut arms = Vec::new();
    for variant in &data.variants {
        let (ident, name) = (&variant.ident, name_of(variant, own)?);
        let read = match &variant.fields {
            Fields::Unit => quote! { json::nothing(&held).map(|()| Self::#ident) },
            Fields::Unnamed(held) if held.unnamed.len() == 1 => {
                quote! { json::FromJson::from_json(held).map(Self::#ident) }
            }
            fields => named(ident, fields, &quote! { json::Fields::of(held)? })?,
        };
        arms.push(quote! { #name => { #read } });
    }
    Ok(quote! {
        let (name, held) = json::variant(value)?;
        match name.as_str() {
            #(#arms)*
            _ => Err(json::unknown_variant(&name)),
        }
    })
}

/// `{"kind": "named", …}`, the name in the field `tag`.
fn tagged(data: &syn::DataEnum, own: &Attributes, tag: &str) -> Result<Tokens> {
    let mut arms = Vec::new();
    for variant in &data.variants {
        let (ident, name) = (&variant.ident, name_of(variant, own)?);
        let read = match &variant.fields {
            Fields::Unit => quote! { Ok(Self::#ident) },
            fields => named(ident, fields, &quote! { fields })?,
        };
        arms.push(quote! { #name => { #read } });
    }
    Ok(quote! {
        let mut fields = json::Fields::of(value)?;
        let name: String = fields.required(#tag)?;
        match name.as_str() {
            #(#arms)*
            _ => Err(json::unknown_variant(&name)),
        }
    })
}

fn named(variant: &Ident, fields: &Fields, source: &Tokens) -> Result<Tokens> {
    let read = object(&quote! { Self::#variant }, fields, &Attributes::none())?;
    Ok(quote! { let mut fields = #source; #read })
}

fn name_of(variant: &syn::Variant, own: &Attributes) -> Result<String> {
    own.name_of_variant(&variant.ident, &Attributes::read(&variant.attrs)?)
}
