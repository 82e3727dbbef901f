//! The parameters of an answer: a list of names and values, bare or quoted (RFC 9110 11.2), each with its place in the field.

use std::ops::Range;

use super::super::challenge::Reader;

/// One parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// In lower case.
    pub name: String,
    /// Without quotes and backslashes.
    pub value: String,
    /// Where name and value stand in the field, in bytes.
    pub range: Range<usize>,
    /// Where the value stands, with its quotes.
    pub value_range: Range<usize>,
}

/// Reads a list of parameters that begins at byte `offset` of its field. Names may repeat here; that is for the caller to refuse.
///
/// The second value is where the first thing stands that is no parameter, if there is one.
#[must_use]
pub fn parameters(text: &str, offset: usize) -> (Vec<Parameter>, Option<usize>) {
    let mut reader = Reader::new(text);
    let place = |reader: &Reader<'_>| offset + text.len() - reader.rest().len();
    let mut list = Vec::new();
    loop {
        reader.skip_separators();
        let start = place(&reader);
        if reader.rest().is_empty() {
            return (list, None);
        }
        let Some(name) = reader.token() else { return (list, Some(start)) };
        reader.skip_blanks();
        let Some(value_start) = reader.skip_equals().then(|| place(&reader)) else {
            return (list, Some(start));
        };
        let Some(value) = reader.value() else { return (list, Some(start)) };
        let end = place(&reader);
        reader.skip_blanks();
        // Between two parameters there has to be a comma.
        if !(reader.rest().is_empty() || reader.rest().starts_with(',')) {
            return (list, Some(start));
        }
        let (range, value_range) = (start..end, value_start..end);
        list.push(Parameter { name: name.to_ascii_lowercase(), value, range, value_range });
    }
}

/// The nonce and the count in the credentials of an answer: each pair of them is good once (RFC 7616 3.4).
#[must_use]
pub fn spent(credentials: &str) -> Option<(String, String)> {
    let (_, rest) =
        credentials.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case(super::SCHEME))?;
    let (list, _) = parameters(rest, 0);
    let value = |name| list.iter().find(|parameter| parameter.name == name).map(|found| found.value.clone());
    Some((value("nonce")?, value("nc")?))
}

#[cfg(test)]
mod tests {
    use super::parameters;

    fn read(text: &str) -> (Vec<(String, String)>, Option<usize>) {
        let (list, fault) = parameters(text, 0);
        (list.into_iter().map(|parameter| (parameter.name, parameter.value)).collect(), fault)
    }

    #[test]
    fn bare_and_quoted_values_are_read_alike() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("", &[]),
            (" , ,, ", &[]),
            ("nc=00000001", &[("nc", "00000001")]),
            ("NC=\"00000001\"", &[("nc", "00000001")]),
            ("a=1,b=\"2\" ,, c = 3,", &[("a", "1"), ("b", "2"), ("c", "3")]),
            (r#"username="a\"b\\c, d=e""#, &[("username", "a\"b\\c, d=e")]),
            ("username*=UTF-8''zo%C3%AB", &[("username*", "UTF-8''zo%C3%AB")]),
            ("username=\"zoë\"", &[("username", "zoë")]),
            ("a=\"\"", &[("a", "")]),
            ("a=1, A=2", &[("a", "1"), ("a", "2")]),
        ];
        for (text, expected) in cases {
            let (list, fault) = read(text);
            let list: Vec<_> = list.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            assert_eq!((list.as_slice(), fault), (*expected, None), "{text}");
        }
    }

    #[test]
    fn what_is_no_parameter_ends_the_list_with_its_place() {
        for (text, read_before, at) in [
            ("a", 0, 0),
            ("a=", 0, 0),
            ("=1", 0, 0),
            ("a=1 b=2", 0, 0),
            ("a=1, b", 1, 5),
            ("a=1, b=\"2", 1, 5),
            ("a=1, b=\"2\\", 1, 5),
            ("a=1, b=\"2\"3", 1, 5),
            ("a=1;b=2", 0, 0),
            ("a=1, /x=2", 1, 5),
            ("YWxpY2U6d29uZGVybGFuZA==", 0, 0),
        ] {
            let (list, fault) = read(text);
            assert_eq!((list.len(), fault), (read_before, Some(at)), "{text}");
        }
    }

    #[test]
    fn a_parameter_knows_where_it_stands_in_the_field() {
        let field = "Digest  a=1,  uri = \"/ë\" , c=3";
        let (list, _) = parameters(&field[8..], 8);
        let texts: Vec<_> = list.iter().map(|parameter| &field[parameter.range.clone()]).collect();
        assert_eq!(texts, ["a=1", "uri = \"/ë\"", "c=3"]);
        let values: Vec<_> = list.iter().map(|parameter| &field[parameter.value_range.clone()]).collect();
        assert_eq!(values, ["1", "\"/ë\"", "3"]);
    }
}
