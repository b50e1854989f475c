//! The staff side: sign-in, pages, the JSON API behind them, live events.

pub mod password;
pub mod session;
pub mod token;
