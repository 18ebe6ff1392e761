//! Maps of files in which a key that stands twice is a mistake. The usual reader keeps the last one and says nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

pub(crate) fn keys<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    deserializer.deserialize_map(Reading(PhantomData))
}

struct Reading<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for Reading<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Debug,
    V: Deserialize<'de>,
{
    type Value = BTreeMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<BTreeMap<K, V>, A::Error> {
        let mut read = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<K, V>()? {
            if read.contains_key(&key) {
                return Err(A::Error::custom(format_args!("{key:?} stands there twice")));
            }
            read.insert(key, value);
        }
        Ok(read)
    }
}
