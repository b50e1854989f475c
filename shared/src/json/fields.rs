//! The fields of an object, taken out one by one.

use super::{Error, FromJson, Map, Value, fault, wrong};

/// An object's fields that were not taken yet.
#[derive(Debug)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// The fields of that object.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(value: Value) -> Result<Self, Error> {
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            other => Err(wrong(&other, "an object")),
        }
    }

    /// A field, if it is there.
    ///
    /// # Errors
    /// When it is of another form.
    pub fn optional<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, Error> {
        let Some(value) = self.0.remove(name) else { return Ok(None) };
        T::from_json(value).map(Some).map_err(|error| at(name, &error))
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is missing or of another form.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, Error> {
        self.optional(name)?.or_else(T::missing).ok_or_else(|| absent(name))
    }

    /// A field that has a usual value.
    ///
    /// # Errors
    /// When it is of another form.
    pub fn or_default<T: FromJson + Default>(&mut self, name: &str) -> Result<T, Error> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// Puts a field where its usual value is.
    ///
    /// # Errors
    /// When it is of another form.
    pub fn update<T: FromJson>(&mut self, name: &str, held: &mut T) -> Result<(), Error> {
        if let Some(value) = self.optional(name)? {
            *held = value;
        }
        Ok(())
    }

    /// What the fields not taken yet make together.
    ///
    /// # Errors
    /// When they are of another form.
    pub fn rest<T: FromJson>(&mut self) -> Result<T, Error> {
        T::from_json(Value::Object(std::mem::take(&mut self.0)))
    }

    /// Nothing else may be there.
    ///
    /// # Errors
    /// Names a field that was not taken.
    pub fn none_left(&self) -> Result<(), Error> {
        self.0.keys().next().map_or(Ok(()), |name| Err(fault(&["unknown field `", name, "`"].concat())))
    }
}

fn at(name: &str, error: &Error) -> Error {
    fault(&["`", name, "`: ", &error.to_string()].concat())
}

fn absent(name: &str) -> Error {
    fault(&["missing field `", name, "`"].concat())
}
