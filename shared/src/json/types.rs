//! The types that the others are made of.

use super::{Error, FromJson, Map, Value, fault, wrong};
use std::collections::BTreeMap;
use uuid::Uuid;

impl FromJson for Value {
    fn from_json(value: Value) -> Result<Self, Error> {
        Ok(value)
    }
}

impl FromJson for Map<String, Value> {
    fn from_json(value: Value) -> Result<Self, Error> {
        match value {
            Value::Object(fields) => Ok(fields),
            other => Err(wrong(&other, "an object")),
        }
    }
}

impl FromJson for String {
    fn from_json(value: Value) -> Result<Self, Error> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(wrong(&other, "a text")),
        }
    }
}

impl FromJson for Uuid {
    fn from_json(value: Value) -> Result<Self, Error> {
        value.as_str().and_then(|text| Self::parse_str(text).ok()).ok_or_else(|| wrong(&value, "a UUID"))
    }
}

impl FromJson for bool {
    fn from_json(value: Value) -> Result<Self, Error> {
        value.as_bool().ok_or_else(|| wrong(&value, "yes or no"))
    }
}

impl FromJson for f64 {
    fn from_json(value: Value) -> Result<Self, Error> {
        value.as_f64().ok_or_else(|| wrong(&value, "a number"))
    }
}

impl FromJson for f32 {
    fn from_json(value: Value) -> Result<Self, Error> {
        #[expect(clippy::cast_possible_truncation, reason = "as precise as the field is")]
        f64::from_json(value).map(|number| number as Self)
    }
}

/// Whole numbers, each no larger than its type.
macro_rules! whole {
    ($wide:ident: $($type:ty)*) => {$(
        impl FromJson for $type {
            fn from_json(value: Value) -> Result<Self, Error> {
                value
                    .$wide()
                    .and_then(|number| Self::try_from(number).ok())
                    .ok_or_else(|| wrong(&value, concat!("a number of the kind ", stringify!($type))))
            }

            fn from_key(key: String) -> Result<Self, Error> {
                key.parse().map_err(|_| fault("a key is no number"))
            }
        }
    )*};
}

whole!(as_i64: i8 i16 i32 i64);
whole!(as_u64: u8 u16 u32 u64 usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Result<Self, Error> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: Value) -> Result<Self, Error> {
        T::from_json(value).map(Self::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Result<Self, Error> {
        let Value::Array(items) = value else { return Err(wrong(&value, "a list")) };
        let mut read = Self::with_capacity(items.len());
        for item in items {
            read.push(T::from_json(item)?);
        }
        Ok(read)
    }
}

impl<K: FromJson + Ord, V: FromJson> FromJson for BTreeMap<K, V> {
    fn from_json(value: Value) -> Result<Self, Error> {
        let mut read = Self::new();
        for (key, held) in Map::from_json(value)? {
            read.insert(K::from_key(key)?, V::from_json(held)?);
        }
        Ok(read)
    }
}

/// Lists of so many items of those types.
macro_rules! tuple {
    ($length:literal: $($type:ident)+) => {
        impl<$($type: FromJson),+> FromJson for ($($type),+) {
            fn from_json(value: Value) -> Result<Self, Error> {
                let mut items = list(value, $length)?;
                Ok(($($type::from_json(items.next().unwrap_or_default())?),+))
            }
        }
    };
}

tuple!(2: A B);
tuple!(3: A B C);
tuple!(4: A B C D);

fn list(value: Value, length: usize) -> Result<std::vec::IntoIter<Value>, Error> {
    match value {
        Value::Array(items) if items.len() == length => Ok(items.into_iter()),
        other => Err(wrong(&other, "a list of another length")),
    }
}
