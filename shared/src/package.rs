//! The packages DirectoryBolt sells.

use crate::json::FromJson;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many directories the customer paid for: 50, 100 or 500, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, FromJson)]
#[serde(try_from = "i32", into = "i32")]
pub enum PackageSize {
    /// 50 directories.
    Fifty,
    /// 100 directories.
    Hundred,
    /// 500 directories.
    FiveHundred,
}

/// The number given is not a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a package is 50, 100 or 500 directories, not {0}")]
pub struct UnknownPackage(pub String);

impl PackageSize {
    /// Every package, smallest first.
    pub const ALL: [Self; 3] = [Self::Fifty, Self::Hundred, Self::FiveHundred];

    /// How many directories it holds.
    #[must_use]
    pub const fn directories(self) -> i32 {
        match self {
            Self::Fifty => 50,
            Self::Hundred => 100,
            Self::FiveHundred => 500,
        }
    }
}

impl TryFrom<i32> for PackageSize {
    type Error = UnknownPackage;
    fn try_from(size: i32) -> Result<Self, Self::Error> {
        Self::ALL
            .into_iter()
            .find(|p| p.directories() == size)
            .ok_or_else(|| UnknownPackage(size.to_string()))
    }
}

impl From<PackageSize> for i32 {
    fn from(package: PackageSize) -> Self {
        package.directories()
    }
}

impl std::str::FromStr for PackageSize {
    type Err = UnknownPackage;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let size: i32 = text.trim().parse().map_err(|_| UnknownPackage(text.to_owned()))?;
        Self::try_from(size)
    }
}

impl fmt::Display for PackageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.directories().fmt(f)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for PackageSize {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .enum_values(Some([50, 100, 500]))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for PackageSize {}
