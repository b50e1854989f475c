//! What a field of a listing form can mean: recipes are written in these words, so both sides share them.

pub use autobolt_shared::recipe::{Meaning, PhonePiece};
